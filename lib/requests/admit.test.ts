import { setTimeout as pause } from 'node:timers/promises'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { makeRedisGateway, type RedisGateway } from '@/lib/gateways/redis'
import { type Admit, promisedTimes, type Times } from '@/lib/requests/admission'
import { makeAdmit } from '@/lib/requests/admit'
import { redisServer, startTestRedis, type TestRedis } from '@/lib/requests/fixtures/redis'
import {
  admitted,
  burst,
  type Call,
  letPass,
  mostInAnyWindow,
  newSubject,
  refusedInVain,
} from '@/lib/requests/fixtures/windows'
import { forgetIdleWindows } from '@/lib/requests/forget-windows'

const limit = 10
const short: Times = { ...promisedTimes, windowMilliseconds: 400 }

type Store = { name: string; make: (times?: Times) => Admit; redis: () => TestRedis | undefined }
let redis: TestRedis | undefined

const stores: Store[] = [
  { name: 'Postgres', make: (times) => makeAdmit({ redis: undefined, times }), redis: () => undefined },
]
if (redisServer)
  stores.push({
    name: 'Redis',
    make: (times = promisedTimes) => makeAdmit({ redis: gateway(times), times }),
    redis: () => redis,
  })

beforeAll(async () => {
  if (!redisServer) return
  redis = await startTestRedis()
  // Who brings the script begins an epoch; from then on Redis is as if it had always been there.
  const known = gateway()
  await redis.answers(() => known.ask('tenant:first', limit, false))
  await redis.trust()
}, 40_000)
afterAll(() => redis?.stop())

/** How often Redis took too long, as it may where others use the machine: from then on Postgres decides. */
let slowAnswers = 0

function gateway(times = promisedTimes): RedisGateway {
  const real = makeRedisGateway({ url: redis?.url ?? '', token: redis?.token ?? '', ...times })
  const ask: RedisGateway['ask'] = (...question) =>
    real.ask(...question).catch((error: unknown) => {
      slowAnswers++
      throw error
    })
  return { ...real, ask }
}

describe.each(stores)('in $name', ({ make, redis }) => {
  test('a burst at the end of one minute and one at the start of the next pass only once together', async () => {
    const [admit, subject] = [make(), newSubject()]
    expect(admitted(await burst(admit, subject, 20, limit))).toBe(limit)
    await letPass(subject, 59_000, redis())
    expect(admitted(await burst(admit, subject, 20, limit))).toBe(0)
    await letPass(subject, 1_100, redis())
    expect(admitted(await burst(admit, subject, 20, limit))).toBe(limit)
  })

  test('of fifty at once with one left, one passes', async () => {
    const [admit, subject] = [make(), newSubject()]
    await burst(admit, subject, limit - 1, limit)
    expect(admitted(await burst(admit, subject, 50, limit))).toBe(1)
  })

  test('what is refused counts for nothing: the wait grows no longer', async () => {
    const [admit, subject] = [make(), newSubject()]
    await burst(admit, subject, limit, limit)
    await letPass(subject, 30_000, redis())
    await burst(admit, subject, 30, limit)
    const refused = await admit(subject, limit)
    expect(refused).toMatchObject({ isAdmitted: false, left: 0, limit })
    expect(refused.resetMilliseconds).toBeGreaterThan(25_000)
    expect(refused.resetMilliseconds).toBeLessThan(30_100)
    await letPass(subject, refused.resetMilliseconds, redis())
    expect((await admit(subject, limit)).isAdmitted).toBe(true)
  })

  test('each is told how many are left, and when the oldest leaves', async () => {
    const [admit, subject] = [make(), newSubject()]
    for (let left = limit - 1; left >= 0; left--) {
      const admission = await admit(subject, limit)
      expect(admission).toMatchObject({ isAdmitted: true, left, limit })
      expect(admission.resetMilliseconds).toBeGreaterThan(50_000)
      expect(admission.resetMilliseconds).toBeLessThanOrEqual(60_001)
    }
  })

  test('another limit counts from the next request on', async () => {
    const [admit, subject] = [make(), newSubject()]
    expect(admitted(await burst(admit, subject, 20, limit))).toBe(limit)
    expect(admitted(await burst(admit, subject, 20, 15))).toBe(5)
    expect(await admit(subject, limit)).toMatchObject({ isAdmitted: false, left: 0 })
    await letPass(subject, 61_000, redis())
    expect(admitted(await burst(admit, subject, 20, limit))).toBe(limit)
  })

  test('subjects do not count for each other', async () => {
    const admit = make()
    const all = await Promise.all(Array.from({ length: 12 }, () => burst(admit, newSubject(), 15, limit)))
    expect(all.map(admitted)).toEqual(Array.from({ length: 12 }, () => limit))
  })

  test('several processes count together', async () => {
    const subject = newSubject()
    const processes = Array.from({ length: 4 }, () => make())
    const calls = await Promise.all(processes.map((admit) => burst(admit, subject, 15, limit)))
    expect(admitted(calls.flat())).toBe(limit)
  })

  test('however they arrive, never more than the limit in any window, and no one refused in vain', async () => {
    const admit = make(short)
    const slowBefore = slowAnswers
    const pattern = fc.array(
      fc.record({ wait: fc.oneof(fc.constant(0), fc.nat(150)), count: fc.integer({ min: 1, max: 6 }) }),
      {
        minLength: 10,
        maxLength: 20,
      },
    )
    const runs = fc.sample(pattern, 25).map(async (arrivals) => {
      const subject = newSubject()
      const calls: Promise<Call[]>[] = []
      for (const { wait, count } of arrivals) {
        await pause(wait)
        calls.push(burst(admit, subject, count, 5))
      }
      return (await Promise.all(calls)).flat()
    })
    const { windowMilliseconds } = short
    const rule = { limit: 5, windowMilliseconds, toleranceMilliseconds: 50 }
    for (const calls of await Promise.all(runs)) {
      expect(mostInAnyWindow(calls, windowMilliseconds)).toBeLessThanOrEqual(5)
      // What Redis let in, and said too late, counts all the same: a little too strict, and never too lax.
      if (slowAnswers === slowBefore) expect(refusedInVain(calls, rule)).toEqual([])
    }
  })
})

test('who has not called for a while is forgotten, and who has is not', async () => {
  const [admit, idle, busy] = [makeAdmit({ redis: undefined }), newSubject(), newSubject()]
  await Promise.all([admit(idle, limit), admit(busy, limit)])
  await owner`update rate_windows set updated_at = now() - interval '3 minutes' where subject = ${idle}`
  expect(await forgetIdleWindows()).toBeGreaterThan(0)
  const left = await owner`select subject from rate_windows where subject in ${owner([idle, busy])}`
  expect(left.map(({ subject }) => subject)).toEqual([busy])
})
