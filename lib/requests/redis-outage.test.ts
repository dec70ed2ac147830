import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { makeRedisGateway, type RedisGateway } from '@/lib/gateways/redis'
import { type Admit, promisedTimes } from '@/lib/requests/admission'
import { makeAdmit } from '@/lib/requests/admit'
import { redisServer, startTestRedis, type TestRedis } from '@/lib/requests/fixtures/redis'
import {
  admitted,
  burst,
  type Call,
  letPass,
  newSubject,
  slowest,
  watchStandstill,
} from '@/lib/requests/fixtures/windows'

const limit = 30
let redis: TestRedis
const gateway = () => makeRedisGateway({ ...redis, ...promisedTimes })
const newProcess = (of: RedisGateway = gateway()) => makeAdmit({ redis: of })

beforeAll(async () => {
  if (redisServer) redis = await startTestRedis()
}, 40_000)
afterAll(() => redis?.stop())

/** Redis as if it had always been there, and Postgres without a doubt about it. */
async function beginInTrust(): Promise<void> {
  await owner`delete from rate_windows where subject = 'redis'`
  await pause(promisedTimes.trustMilliseconds)
  const known = gateway()
  await redis.answers(() => known.ask(newSubject(), 1, false))
  await redis.trust()
}

/** Three of each subject at a time, without a pause, until told to stop. */
function startTraffic(admit: Admit, subjects: string[]) {
  const calls = new Map<string, Call[]>(subjects.map((subject) => [subject, []]))
  let isOn = true
  const running = subjects.map(async (subject) => {
    while (isOn) {
      calls.get(subject)?.push(...(await burst(admit, subject, 3, limit)))
      await pause(15)
    }
  })
  return async () => {
    isOn = false
    await Promise.all(running)
    return calls
  }
}

describe.runIf(redisServer)('Redis in trouble', () => {
  const troubles: [string, () => Promise<unknown>][] = [
    ['killed', () => redis.kill()],
    ['flushed', () => redis.raw.flushall()],
    [
      'stopped and continued',
      async () => {
        const pid = await redis.pid()
        process.kill(pid, 'SIGSTOP')
        await pause(700)
        process.kill(pid, 'SIGCONT')
      },
    ],
    [
      'killed twice and flushed',
      async () => {
        await redis.kill()
        await pause(1_500)
        await redis.kill()
        await pause(1_500)
        await redis.raw.flushall()
      },
    ],
  ]
  test.each(troubles)(
    '%s under traffic: no one passes twice, and no one waits long',
    async (_, trouble) => {
      await beginInTrust()
      const standstill = watchStandstill()
      const admit = newProcess()
      const subjects = Array.from({ length: 8 }, newSubject)
      const stopTraffic = startTraffic(admit, subjects)
      await pause(60)
      await trouble()
      await pause(500)
      const late = newSubject()
      expect(admitted(await burst(admit, late, 40, limit))).toBe(limit)
      const calls = await stopTraffic()
      for (const [subject, of] of calls) {
        const rest = await burst(admit, subject, 40, limit)
        expect([subject, admitted([...of, ...rest])]).toEqual([subject, limit])
      }
      expect(Math.max(...[...calls.values()].map(slowest))).toBeLessThan(300 + standstill())
    },
    30_000,
  )

  test('a process that starts while Redis misses some is told so', async () => {
    await beginInTrust()
    const subject = newSubject()
    const pid = await redis.pid()
    process.kill(pid, 'SIGSTOP')
    expect(admitted(await burst(newProcess(), subject, 40, limit))).toBe(limit)
    process.kill(pid, 'SIGCONT')
    await redis.raw.ping()
    await redis.raw.del(`hawk:rate:${subject}`)
    expect(admitted(await burst(newProcess(), subject, 40, limit))).toBe(0)
  })

  test('one replica that cannot reach Redis and others that can let in no more together', async () => {
    await beginInTrust()
    const fails = () => Promise.reject(new Error('unreachable'))
    const cutOff = newProcess({ ask: fails, conclude: fails, ping: fails })
    const others = [newProcess(), newProcess()]
    const subjects = Array.from({ length: 6 }, newSubject)
    const stops = others.map((admit) => startTraffic(admit, subjects))
    await pause(40)
    stops.push(startTraffic(cutOff, subjects))
    await pause(600)
    const calls = await Promise.all(stops.map((stop) => stop()))
    for (const subject of subjects) expect(admitted(calls.flatMap((of) => of.get(subject) ?? []))).toBe(limit)
  })

  test('when Redis has seen a minute of everything again, its word counts, and it knows them all', async () => {
    await beginInTrust()
    const admit = newProcess()
    await redis.raw.flushall()
    const subject = newSubject()
    expect(admitted(await burst(admit, subject, 40, limit))).toBe(limit)
    await expect.poll(() => redis.raw.zcard(`hawk:rate:${subject}`)).toBe(limit)
    await redis.trust()
    expect(admitted(await burst(admit, subject, 40, limit))).toBe(0)
    await letPass(subject, 61_000, redis)
    expect(admitted(await burst(admit, subject, 40, limit))).toBe(limit)
    // It was Redis that let these in: Postgres hears of them afterwards.
    await expect.poll(() => inPostgres(subject)).toBe(limit)
  })

  test('what Postgres takes its time to let in counts in Redis from then, and not from when it was asked', async () => {
    await beginInTrust()
    const admit = newProcess()
    await redis.raw.flushall()
    const subject = newSubject()
    let decided: Promise<unknown> | undefined
    await owner.begin(async (tx) => {
      await tx`select pg_advisory_xact_lock(hashtextextended(${subject}, 6))`
      decided = admit(subject, limit)
      await pause(700)
    })
    const released = Date.now()
    await decided
    const score = async () => Number((await redis.raw.zrange(`hawk:rate:${subject}`, 0, -1, 'WITHSCORES'))[1])
    await expect.poll(score).toBeLessThan(Date.now() + 1_000)
    expect(await score()).toBeGreaterThanOrEqual(released - 50)
  })

  test('while Redis is away it costs no request its budget but the first', async () => {
    await beginInTrust()
    const admit = newProcess()
    const pid = await redis.pid()
    process.kill(pid, 'SIGSTOP')
    try {
      await admit(newSubject(), limit)
      const standstill = watchStandstill()
      const calls = await burst(admit, newSubject(), 40, limit)
      expect(slowest(calls)).toBeLessThan(100 + standstill())
    } finally {
      process.kill(pid, 'SIGCONT')
    }
  })
})

async function inPostgres(subject: string): Promise<number> {
  const [row] = await owner<{ count: number }[]>`
    select cardinality(admitted) as count from rate_windows where subject = ${subject}`
  return row?.count ?? 0
}
