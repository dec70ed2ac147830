import { setTimeout as pause } from 'node:timers/promises'
import { Redis } from 'ioredis'
import type { Sql } from 'postgres'
import { makeApiKey } from '@/db/factories'
import { policy } from '@/lib/core/policy'
import { expect, test } from '../fixtures'
import type { Api } from '../support/api'
import { randomPhone } from '../support/phone'
import { expectProblem } from '../support/problem'
import { newTenant } from '../support/tenant'
import { exchange, newAddress, type Reply } from '../support/wire'
import type { World } from '../support/world'

const limit = policy.plans.free.requestsPerMinute
const burst = (api: Api, count: number, ...keys: string[]) =>
  Promise.all(
    Array.from({ length: count }, (_, index) => api.get('/otp/x', { key: keys[index % keys.length] })),
  )
const passed = (replies: Reply[]) => replies.filter(({ status }) => status !== 429).length

test('of a hundred calls at once, with three keys in both modes, exactly the plan’s number pass', async ({
  api,
  sandbox,
}) => {
  const { id, live_key, test_key } = await newTenant(sandbox, { plan: 'free' })
  const { key } = await makeApiKey({ tenantId: id, mode: 'live' })
  const other = await newTenant(sandbox, { plan: 'free' })
  const [replies] = await Promise.all([
    burst(api, 100, live_key, test_key, key),
    burst(api, 5, other.live_key),
  ])
  expect(passed(replies)).toBe(limit)
  expect(passed(await burst(api, 10, other.live_key))).toBe(limit - 5)

  for (const reply of replies.filter(({ status }) => status === 429)) {
    expectProblem(reply, 429, 'rate_limited')
    expect(reply.headers.ratelimit).toBe(`"tenant";r=0;t=${reply.headers['retry-after']}`)
    expect(Number(reply.headers['retry-after'])).toBeLessThanOrEqual(60)
    expect(Number(reply.headers['retry-after'])).toBeGreaterThan(30)
  }
})

test('every answer says where the tenant stands, and what is refused is not done', async ({
  api,
  sandbox,
  owner,
}) => {
  const { id, test_key: key } = await newTenant(sandbox, { plan: 'free' })
  const to = randomPhone()
  const replies = [
    await api.post('/otp/send', { to }, { key, headers: { 'idempotency-key': 'a' } }),
    await api.post('/otp/send', { to }, { key, headers: { 'idempotency-key': 'a' } }),
    await api.post('/otp/verify', { to, code: '000000' }, { key }),
    await api.get('/otp/x', { key }),
    await api.post('/otp/send', '{', { key }),
    await api.post('/otp/send', { to: '1' }, { key }),
  ]
  expect(replies.map(({ status }) => status)).toEqual([202, 202, 200, 404, 400, 422])
  for (const [index, { headers }] of replies.entries()) {
    expect(headers).toMatchObject({
      'ratelimit-policy': `"tenant";q=${limit};w=60`,
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-remaining': String(limit - 1 - index),
    })
    expect(headers.ratelimit).toBe(`"tenant";r=${limit - 1 - index};t=${headers['x-ratelimit-reset']}`)
  }
  await burst(api, limit, key)
  const phone = randomPhone()
  expectProblem(await api.post('/otp/send', { to: phone }, { key }), 429, 'rate_limited')
  expect(await owner`select 1 from otps where tenant_id = ${id} and phone = ${phone}`).toHaveLength(0)
})

test('both doors count for the same limit', async ({ world, api, sandbox }) => {
  const { test_key } = await newTenant(sandbox, { plan: 'free' })
  const headers = { authorization: `Bearer ${test_key}` }
  await burst(api, limit - 1, test_key)
  const next = { path: '/x/../api/v1/otp/x', headers }
  expect((await exchange(world.app_url, next)).headers['x-ratelimit-remaining']).toBe('0')
  expect((await exchange(world.app_url, next)).status).toBe(429)
  expect(passed(await burst(api, 1, test_key))).toBe(0)
})

test('a burst before the minute is over and one after it do not add up', async ({
  world,
  api,
  sandbox,
  owner,
}) => {
  const { id, live_key } = await newTenant(sandbox, { plan: 'free' })
  expect(passed(await burst(api, 20, live_key))).toBe(limit)
  await letPass(world, owner, id, 58_000)
  expect(passed(await burst(api, 20, live_key))).toBe(0)
  await letPass(world, owner, id, 60_000)
  expect(passed(await burst(api, 20, live_key))).toBe(limit)
})

test('Redis killed, flushed and stopped in between: still no more than the plan’s number', async ({
  world,
  api,
  sandbox,
}) => {
  test.skip(world.redis_port === undefined, 'There is no Redis in this world.')
  const redis = connect(world)
  const pid = async () => Number(/process_id:(\d+)/.exec(await redis.info('server'))?.[1])
  const tenants = await Promise.all(Array.from({ length: 4 }, () => newTenant(sandbox, { plan: 'starter' })))
  const starter = policy.plans.starter.requestsPerMinute
  const round = () => Promise.all(tenants.map(({ live_key }) => burst(api, 12, live_key).then(passed)))
  await redis.set('hawk:rate:epoch', Date.now() - 3_600_000)
  const rounds = [await round()]
  process.kill(await pid(), 'SIGKILL')
  rounds.push(await round(), await round())
  await expect.poll(() => redis.ping().catch(() => '')).toBe('PONG')
  await redis.flushall()
  rounds.push(await round())
  const stopped = await pid()
  process.kill(stopped, 'SIGSTOP')
  rounds.push(await round(), await round())
  process.kill(stopped, 'SIGCONT')
  await pause(1_500)
  rounds.push(await round(), await round(), await round())
  for (const index of tenants.keys())
    expect(rounds.reduce((sum, of) => sum + (of[index] ?? 0), 0)).toBe(starter)
  redis.disconnect()
})

test.describe('who fails', () => {
  test.skip(newAddress() === undefined, 'Here loopback is one address, and everybody’s.')
  const most = policy.api.rateLimit.failuresPerAddress

  for (const [door, path] of [
    ['our server’s', '/api/v1/otp/x'],
    ['Next’s', '/x/../api/v1/otp/x'],
  ] as const)
    test(`at ${door} door is refused after a while, whoever they say they are, and no tenant pays for it`, async ({
      world,
      api,
      sandbox,
    }) => {
      const { live_key } = await newTenant(sandbox, { plan: 'free' })
      const from = newAddress()
      const call = (key: string, forwarded = '203.0.113.1') =>
        exchange(world.app_url, {
          path,
          headers: {
            authorization: `Bearer ${key}`,
            'x-forwarded-for': forwarded,
            'x-hawk-peer': `http ${forwarded}`,
          },
          from,
        })
      for (let index = 0; index < most; index++)
        expectProblem(await call(`${live_key}x`, `203.0.113.${index}`), 401, 'api_key_invalid')
      expectProblem(await call(`${live_key}x`, '198.51.100.1'), 429, 'rate_limited')
      expect((await call(live_key)).headers['x-ratelimit-remaining']).toBe(String(limit - 1))
      expectProblem(await api.get('/otp/x', { key: `${live_key}x` }), 401, 'api_key_invalid')
    })
})

function connect({ redis_port: port = 0 }: World): Redis {
  const redis = new Redis({ port, host: '127.0.0.1', retryStrategy: () => 100 })
  redis.on('error', () => {})
  return redis
}

/** Lets time pass for what is stored of the tenant, in both stores. */
async function letPass(world: World, owner: Sql, tenantId: string, milliseconds: number): Promise<void> {
  const subject = `tenant:${tenantId}`
  // What Redis let in is in Postgres a moment later.
  await pause(200)
  await owner`
    update rate_windows set admitted = array(
      select a - make_interval(secs => ${milliseconds / 1_000}) from unnest(admitted) a order by a
    ) where subject = ${subject}`
  if (world.redis_port === undefined) return
  const redis = connect(world)
  for (const entry of await redis.zrange(`hawk:rate:${subject}`, 0, -1))
    await redis.zincrby(`hawk:rate:${subject}`, -milliseconds, entry)
  redis.disconnect()
}
