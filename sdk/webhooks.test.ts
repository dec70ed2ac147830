import fc from 'fast-check'
import { Webhook } from 'standardwebhooks'
import { Webhook as SvixWebhook } from 'svix'
import { describe, expect, expectTypeOf, test } from 'vitest'
import { signedHeaders } from '@/lib/webhooks/sign'
import { sign, verify, type WebhookFault } from '@/sdk/src/webhooks.js'

const secretOf = (byte: number) => `whsec_${Buffer.alloc(24, byte).toString('base64')}`
const [secret, other] = [secretOf(0xfb), secretOf(0x7f)]
const now = new Date()
const id = 'evt_01kb5ta6q2f5h8wn4r9d3k7xse'
const body = JSON.stringify({ id, type: 'otp.verified', data: { name: 'Ána 😀' } })
const timestamp = Math.floor(now.getTime() / 1_000)
const headers = signedHeaders([secret], { id, timestamp, body })

const known = {
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  now: new Date(1_614_265_330_000),
  body: '{"test": 2432232314}',
  headers: {
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  },
}

test('the known vector of Standard Webhooks holds, both ways', async () => {
  expect(await verify(known.body, known.headers, known.secret, { now: known.now })).toEqual({
    test: 2432232314,
  })
  const signed = { id: known.headers['webhook-id'], secret: known.secret, timestamp: known.now }
  expect(await sign(known.body, signed)).toEqual(known.headers)
})

describe('it and the official packages take each other’s signatures', () => {
  test.each([
    ['standardwebhooks', new Webhook(secret)],
    ['svix', new SvixWebhook(secret)],
  ])('%s', async (_, official) => {
    const theirs = { ...headers, 'webhook-signature': official.sign(id, now, body) }
    expect(await verify(body, theirs, secret)).toMatchObject({ id })
    expect(official.verify(body, { ...(await sign(body, { id, secret })) })).toMatchObject({ id })
  })

  test('whatever the body is', async () => {
    const official = new Webhook(secret)
    await fc.assert(
      fc.asyncProperty(fc.json(), async (json) => {
        const theirs = { ...headers, 'webhook-signature': official.sign(id, now, json) }
        expect(await verify(json, theirs, secret)).toEqual(JSON.parse(json))
      }),
    )
  })
})

describe('it takes', () => {
  const both = signedHeaders([other, secret], { id, timestamp, body })
  test.each<[string, Parameters<typeof verify>]>([
    ['text', [body, headers, secret]],
    ['bytes', [Buffer.from(body), headers, secret]],
    ['an ArrayBuffer', [new Uint8Array(Buffer.from(body)).buffer, headers, secret]],
    ['the Headers of a Request', [body, new Headers(headers), secret]],
    [
      'names in capitals',
      [
        body,
        {
          'Webhook-Id': id,
          'Webhook-Timestamp': String(timestamp),
          'Webhook-Signature': headers['webhook-signature'],
        },
        secret,
      ],
    ],
    ['a header as a list of one', [body, { ...headers, 'webhook-id': [id] }, secret]],
    ['the second signature of a rotation', [body, both, secret]],
    ['the second of two secrets', [body, headers, [other, secret]]],
    ['what is four minutes old', [body, headers, secret, { now: new Date(now.getTime() + 240_000) }]],
  ])('%s', async (_, given) => {
    expect(await verify(...given)).toMatchObject({ id, type: 'otp.verified' })
  })

  test('and gives an event whose data has the type of its kind', async () => {
    const event = await verify(body, headers, secret)
    if (event.type === 'otp.verified') expectTypeOf(event.data.otp_id).toEqualTypeOf<string>()
    if (event.type === 'message.received')
      expectTypeOf(event.data.direction).toEqualTypeOf<'outbound' | 'inbound'>()
  })
})

describe('it refuses', () => {
  const { 'webhook-id': _, ...noId } = headers
  const later = (seconds: number) => ({ now: new Date((timestamp + seconds) * 1_000) })
  const cases: [WebhookFault, string, Parameters<typeof verify>][] = [
    ['header_missing', 'no id', [body, noId, secret]],
    ['header_missing', 'two ids', [body, { ...headers, 'webhook-id': [id, id] }, secret]],
    ['header_missing', 'an empty signature', [body, { ...headers, 'webhook-signature': '' }, secret]],
    ['timestamp_invalid', 'a date', [body, { ...headers, 'webhook-timestamp': now.toISOString() }, secret]],
    [
      'timestamp_invalid',
      'milliseconds',
      [body, { ...headers, 'webhook-timestamp': `${timestamp}000` }, secret],
    ],
    ['timestamp_too_old', 'what is 301 seconds old', [body, headers, secret, later(301)]],
    ['timestamp_in_future', 'what is 301 seconds ahead', [body, headers, secret, later(-301)]],
    [
      'timestamp_too_old',
      'what is older than it is told',
      [body, headers, secret, { ...later(11), toleranceSeconds: 10 }],
    ],
    ['secret_invalid', 'an API key', [body, headers, 'wsa_test_0000']],
    ['secret_invalid', 'an empty secret', [body, headers, '']],
    ['secret_invalid', 'a secret that is no base64', [body, headers, 'whsec_a.b.c']],
    ['signature_mismatch', 'another secret', [body, headers, other]],
    ['signature_mismatch', 'no secret of a list', [body, headers, []]],
    ['signature_mismatch', 'another body', [`${body} `, headers, secret]],
    ['signature_mismatch', 'another id', [body, { ...headers, 'webhook-id': 'evt_2' }, secret]],
    [
      'signature_mismatch',
      'another timestamp',
      [body, { ...headers, 'webhook-timestamp': String(timestamp - 1) }, secret],
    ],
    [
      'signature_mismatch',
      'another version',
      [body, { ...headers, 'webhook-signature': headers['webhook-signature'].replace('v1', 'v2') }, secret],
    ],
    [
      'signature_mismatch',
      'what is no base64',
      [body, { ...headers, 'webhook-signature': 'v1,%%%' }, secret],
    ],
  ]
  test.each(cases)('%s: %s', async (code, _, given) => {
    await expect(verify(...given)).rejects.toMatchObject({ name: 'WebhookVerificationError', code })
  })

  test('whatever anybody puts in the headers', async () => {
    const wild = fc.record({
      'webhook-id': fc.string(),
      'webhook-timestamp': fc.constant(String(timestamp)),
      'webhook-signature': fc.string(),
    })
    await fc.assert(
      fc.asyncProperty(wild, async (given) => {
        await expect(verify(body, given, secret)).rejects.toMatchObject({ name: 'WebhookVerificationError' })
      }),
    )
  })
})
