import { Webhook } from 'standardwebhooks'
import { Webhook as SvixWebhook } from 'svix'
import { expect, test } from 'vitest'
import { signedHeaders } from '@/lib/webhooks/sign'

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const known = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: 1_614_265_330, body: '{"test": 2432232314}' }

test('the known vector of Standard Webhooks holds', () => {
  expect(signedHeaders([secret], known)['webhook-signature']).toBe(
    'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  )
})

test('the official packages verify what we sign, with either secret of a rotation, and with no other', () => {
  const other = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
  const signed = { ...known, timestamp: Math.floor(Date.now() / 1_000), body: '{"name":"Ana é 😀"}' }
  const headers = signedHeaders([secret, other], signed)
  for (const whichever of [secret, other]) {
    expect(new Webhook(whichever).verify(signed.body, headers)).toEqual({ name: 'Ana é 😀' })
    expect(new SvixWebhook(whichever).verify(signed.body, headers)).toEqual({ name: 'Ana é 😀' })
  }
  const foreign = `whsec_${Buffer.alloc(32, 8).toString('base64')}`
  expect(() => new Webhook(foreign).verify(signed.body, headers)).toThrow()
  expect(() => new Webhook(secret).verify(`${signed.body} `, headers)).toThrow()
  expect(() => new Webhook(secret).verify(signed.body, { ...headers, 'webhook-id': 'evt_2' })).toThrow()
})
