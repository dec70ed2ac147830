import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { makeApiKey, makeSender, makeTenant } from '@/db/factories'
import { owner } from '@/db/fixtures/owner'
import { backgroundWorkDone, runInBackground } from '@/lib/core/background'
import { randomPhone } from '@/lib/core/fixtures/random-phone'
import { toTypeId } from '@/lib/core/ids'
import { personActor, testContext } from '@/lib/core/test-context'
import { bodyOf, call, makeApiClient, problemOf, request } from '@/lib/http/fixtures/request'
import { handle } from '@/lib/http/pipeline'
import { revokeApiKey } from '@/lib/keys/revoke'

type KeyOptions = Partial<Parameters<typeof makeApiKey>[0]>

describe('a key with an allow-list', () => {
  const allowedAddresses = ['203.0.113.0/24', '2001:db8::/48']

  test.each(['203.0.113.9', '203.0.113.255', '::ffff:203.0.113.9', '::ffff:cb00:7109', '2001:db8:0:1::1'])(
    'works from %s',
    async (address) => {
      const { post } = await makeClient({ allowedAddresses })
      expect((await post({ to: randomPhone() }, address)).status).toBe(202)
    },
  )

  test.each(['203.0.114.1', '::ffff:203.0.114.1', '2001:db8:1::', '::203.0.113.9', 'unknown', ''])(
    'is told from %j that it may not be used there, and nothing happens',
    async (address) => {
      const { post, tenantId } = await makeClient({ allowedAddresses })
      const reply = await post({ to: randomPhone() }, address)
      expect(problemOf(reply)).toMatchObject({ code: 'ip_not_allowed', status: 403, retryable: false })
      expect(problemOf(reply).detail).toContain(address)
      expect(await owner`select from otps where tenant_id = ${tenantId}`).toHaveLength(0)
    },
  )

  test('without a list works from anywhere, even from where nobody can tell', async () => {
    const { post } = await makeClient({})
    for (const address of ['198.51.100.1', '2001:db9::1', ''])
      expect((await post({ to: randomPhone() }, address)).status).toBe(202)
  })

  test('that is revoked or expired is no key, wherever it comes from', async () => {
    const { post } = await makeClient({ allowedAddresses, expiresAt: new Date(Date.now() - 1) })
    for (const address of ['203.0.113.9', '198.51.100.1'])
      expect(problemOf(await post({ to: randomPhone() }, address)).code).toBe('api_key_invalid')
  })
})

test('an expired key is refused in the very words of an unknown one', async () => {
  const [expired, unknown] = await Promise.all([
    makeClient({ expiresAt: new Date(Date.now() - 1) }),
    makeClient({}),
  ])
  await owner`delete from api_keys where tenant_id = ${unknown.tenantId}`
  const [first, second] = await Promise.all([expired, unknown].map(({ post }) => post({ to: randomPhone() })))
  if (!first || !second) throw new Error('There are no answers.')
  expect({ ...problemOf(first), request_id: '' }).toEqual({ ...problemOf(second), request_id: '' })
  expect(first.headers['www-authenticate']).toBe('Bearer')
})

describe('a key bound to a sender', () => {
  test('sends from it, whether named or not, and from no other', async () => {
    const { id: tenantId } = await makeTenant()
    const primary = await makeSender({ tenantId, mode: 'test' })
    const bound = await makeSender({ tenantId, mode: 'test', isPrimary: false })
    const { post } = await makeClient({ tenantId, senderId: bound.id })
    const [own, other] = [toTypeId('sender', bound.id), toTypeId('sender', primary.id)]

    for (const from of [{}, { from: own }, { waba_id: own }]) {
      const reply = await post({ to: randomPhone(), ...from })
      expect(reply.status).toBe(202)
    }
    const rows = await owner`select distinct sender_id from otps where tenant_id = ${tenantId}`
    expect(rows.map(({ sender_id }) => sender_id)).toEqual([bound.id])

    for (const from of [{ from: other }, { waba_id: other }, { from: 'snd_x' }]) {
      const reply = await post({ to: randomPhone(), ...from })
      expect(problemOf(reply)).toMatchObject({ code: 'no_sender', status: 409 })
    }
    await owner`update senders set status = 'disconnected' where id = ${bound.id}`
    expect(problemOf(await post({ to: randomPhone() })).code).toBe('no_sender')
    expect(await owner`select from otps where tenant_id = ${tenantId}`).toHaveLength(3)
  })
})

test('a key’s last use is on record soon after, and a refused call is none', async () => {
  const refused = await makeClient({ allowedAddresses: ['198.51.100.1'] })
  const { authorization, tenantId } = await makeClient({})
  await refused.post({ to: randomPhone() })
  const headers = { authorization, 'user-agent': 'shop/2.1 (node)' }
  const made = request('/api/v1/otp/otp_x', { headers, address: '198.51.100.7' })
  expect((await handle({ ...made, defer: runInBackground })).status).toBe(404)
  await backgroundWorkDone()
  const [row] = await owner`select * from api_keys where tenant_id = ${tenantId}`
  expect(row).toMatchObject({ last_used_address: '198.51.100.7', last_used_agent: 'shop/2.1 (node)' })
  const [other] = await owner`select * from api_keys where tenant_id = ${refused.tenantId}`
  expect(other).toMatchObject({ last_used_at: null })
})

test('a revoked key does nothing a second after its revocation was answered, at 100 requests a second', async () => {
  const client = await makeApiClient()
  const { otp_id } = bodyOf(await client.post('/otp/send', { to: randomPhone() }))
  const [row] = await owner<{ id: string }[]>`select id from api_keys where tenant_id = ${client.tenantId}`
  const results: { at: number; status: number }[] = []
  const ask = async () => {
    const { status } = await client.get(`/otp/${otp_id}`)
    results.push({ at: performance.now(), status })
  }
  const asked: Promise<void>[] = []
  const timer = setInterval(() => asked.push(ask()), 10)
  await wait(700)
  const actor = personActor('owner')
  const { ctx } = testContext({ tenantId: client.tenantId, mode: 'test', actor })
  await revokeApiKey(ctx, { id: toTypeId('key', row?.id ?? '') })
  const revokedAt = performance.now()
  await wait(1_500)
  clearInterval(timer)
  await Promise.all(asked)

  const before = results.filter(({ at }) => at < revokedAt)
  expect(before.length).toBeGreaterThan(40)
  for (const { status } of before) expect(status).toBe(200)
  const late = results.filter(({ at }) => at > revokedAt + 1_000)
  expect(late.length).toBeGreaterThan(30)
  for (const { status } of late) expect(status).toBe(401)
}, 15_000)

async function makeClient({ tenantId = '', ...options }: KeyOptions) {
  const tenant = tenantId || (await makeTenant()).id
  if (!tenantId) await makeSender({ tenantId: tenant, mode: 'test' })
  const { key } = await makeApiKey({ ...options, tenantId: tenant, mode: 'test' })
  const authorization = `Bearer ${key}`
  const headers = { authorization, 'content-type': 'application/json' }
  const post = (body: object, address?: string) =>
    call('/otp/send', {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
      ...(address === undefined ? {} : { address }),
    })
  return { tenantId: tenant, authorization, post }
}
