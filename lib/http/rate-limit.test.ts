import { describe, expect, test } from 'vitest'
import { makeApiKey } from '@/db/factories'
import { owner } from '@/db/fixtures/owner'
import { generateApiKey } from '@/lib/core/api-key'
import { randomPhone } from '@/lib/core/fixtures/random-phone'
import { newTypeId } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'
import { call, makeApiClient, problemOf, randomAddress } from '@/lib/http/fixtures/request'
import type { ApiReply } from '@/lib/http/request'
import { letPass } from '@/lib/requests/fixtures/windows'

const path = '/otp/x'
const free = policy.plans.free.requestsPerMinute
const times = <T>(count: number, run: () => Promise<T>) => Promise.all(Array.from({ length: count }, run))
const refused = (replies: ApiReply[]) => replies.filter(({ status }) => status === 429).length
const get = (key: string, address = randomAddress()) =>
  call(path, { headers: { authorization: `Bearer ${key}` }, address })

describe('the limit belongs to the tenant', () => {
  test('all its keys, live and test, share it', async () => {
    const { tenantId, key } = await makeApiClient({ plan: 'free' })
    const keys = await Promise.all(
      (['live', 'test', 'live'] as const).map((mode) => makeApiKey({ tenantId, mode })),
    )
    const replies = await Promise.all(
      [key, ...keys.map((one) => one.key)].map((one) => times(free, () => get(one))),
    )
    expect(refused(replies.flat())).toBe(4 * free - free)
  })

  test('another tenant’s does not count', async () => {
    const [one, other] = [await makeApiClient({ plan: 'free' }), await makeApiClient({ plan: 'free' })]
    expect(refused(await times(free + 5, () => get(one.key)))).toBe(5)
    expect(refused(await times(free, () => get(other.key)))).toBe(0)
  })

  test('a minute is any minute, not one of the clock’s', async () => {
    const { tenantId, key } = await makeApiClient({ plan: 'free' })
    const subject = `tenant:${tenantId}`
    for (let passed = 0; passed < free; passed++) {
      await letPass(subject, 5_000)
      expect((await get(key)).status).toBe(404)
    }
    // The first was 45 s ago, the last a moment: each that leaves lets one in.
    expect(refused(await times(5, () => get(key)))).toBe(5)
    await letPass(subject, 15_100)
    expect(refused(await times(5, () => get(key)))).toBe(4)
  })

  test('a change of plan counts within five seconds', async () => {
    const { tenantId, key } = await makeApiClient({ plan: 'free' })
    await times(free, () => get(key))
    await owner`update tenants set plan = 'starter' where id = ${tenantId}`
    await expect
      .poll(async () => (await get(key)).headers['x-ratelimit-limit'], { timeout: 5_000 })
      .toBe(String(policy.plans.starter.requestsPerMinute))
    expect((await get(key)).status).toBe(404)
  })
})

test('the refusal is a problem with the time to wait, and nothing of the call happens', async () => {
  const client = await makeApiClient({ plan: 'free' })
  await times(free, () => get(client.key))
  const reply = await client.post('/otp/send', { to: randomPhone() })
  expect(problemOf(reply)).toMatchObject({ status: 429, code: 'rate_limited', retryable: true })
  const wait = Number(reply.headers['retry-after'])
  expect(wait).toBeGreaterThanOrEqual(50)
  expect(wait).toBeLessThanOrEqual(60)
  expect(reply.headers).toMatchObject({
    'ratelimit-policy': `"tenant";q=${free};w=60`,
    ratelimit: `"tenant";r=0;t=${wait}`,
    'x-ratelimit-limit': String(free),
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset': String(wait),
  })
  expect(await owner`select 1 from otps where tenant_id = ${client.tenantId}`).toHaveLength(0)
})

test('every answer to a known tenant says where it stands, whatever else it says', async () => {
  const client = await makeApiClient()
  const { key } = await makeApiKey({ tenantId: client.tenantId, mode: 'test', scopes: ['otp:read'] })
  const to = randomPhone()
  const headers = { 'idempotency-key': 'one', 'content-type': 'application/json' }
  const send = (more: Record<string, string>, body = JSON.stringify({ to })) =>
    call('/otp/send', { method: 'POST', body, headers: { ...headers, ...more } })
  const authorization = `Bearer ${client.key}`
  const replies = [
    await send({ authorization }),
    await send({ authorization }),
    await send({ authorization }, '{"to":"+14155550100"}'),
    await send({ authorization: `Bearer ${key}` }),
    await client.post('/otp/verify', { to, code: '0000' }),
    await client.get(`/otp/${newTypeId('otp')}`),
    await client.send('/otp/send', '{'),
    await client.post('/otp/send', {}),
    await client.post('/otp/send', {}, { headers: { authorization, 'content-type': 'text/plain' } }),
  ]
  expect(replies.map(({ status }) => status)).toEqual([202, 202, 422, 403, 200, 404, 400, 422, 415])
  expect(replies[1]?.headers['idempotency-replayed']).toBe('true')
  const limit = policy.plans.scale.requestsPerMinute
  for (const [index, reply] of replies.entries()) {
    expect(reply.headers.ratelimit).toMatch(
      new RegExp(`^"tenant";r=${limit - 1 - index};t=([1-9]|[1-5]\\d|60)$`),
    )
    expect(reply.headers['ratelimit-policy']).toBe(`"tenant";q=${limit};w=60`)
  }
})

describe('who fails', () => {
  const most = policy.api.rateLimit.failuresPerAddress

  test('is refused after so many failures, and no tenant pays for it', async () => {
    const { key, tenantId } = await makeApiClient({ plan: 'free' })
    const address = randomAddress()
    const replies = await times(most + 20, () => get(`${key.slice(0, -1)}!`, address))
    expect(replies.filter(({ status }) => status === 401)).toHaveLength(most)
    expect(refused(replies)).toBe(20)
    const reply = await get('x', address)
    expect(problemOf(reply)).toMatchObject({ status: 429, code: 'rate_limited' })
    expect(Number(reply.headers['retry-after'])).toBeGreaterThan(50)
    expect(reply.headers.ratelimit).toBeUndefined()
    expect(await owner`select 1 from rate_windows where subject = ${`tenant:${tenantId}`}`).toHaveLength(0)
    expect((await get('x', randomAddress())).status).toBe(401)
  })

  test('does not lock out whoever has a key behind the same address', async () => {
    const [known, unknown] = [await makeApiClient(), await makeApiClient()]
    const address = randomAddress()
    await get(known.key)
    await times(most, () => get('x', address))
    expect((await get('x', address)).status).toBe(429)
    expect((await get(known.key, address)).status).toBe(404)
    expect((await get(unknown.key, address)).status).toBe(404)
    // Keys that could be right cost the database something, but not for ever.
    expect(refused(await times(most + 5, () => get(generateApiKey('live'), address)))).toBe(most + 5)
    expect((await get((await makeApiClient()).key, address)).status).toBe(429)
    expect((await get(known.key, address)).status).toBe(404)
    expect((await get(unknown.key, address)).status).toBe(404)
  })

  test('a success is no failure, and what is refused prolongs nothing', async () => {
    const { key } = await makeApiClient()
    const address = randomAddress()
    await times(most + 10, () => get(key, address))
    await times(most, () => get('x', address))
    const first = Number((await get('x', address)).headers['retry-after'])
    await times(50, () => get('x', address))
    expect(Number((await get('x', address)).headers['retry-after'])).toBeLessThanOrEqual(first)
  })

  test('with IPv6 has no more addresses than anybody else', async () => {
    const network = '2001:db8:77:5'
    for (let index = 0; index < most; index++) await get('x', `${network}::${index.toString(16)}`)
    expect((await get('x', `${network}:1:2:3:4`)).status).toBe(429)
    expect((await get('x', '2001:db8:77:6::1')).status).toBe(401)
  })
})
