import { lookup } from 'node:dns/promises'
import { readFile } from 'node:fs/promises'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { expect, test } from 'vitest'
import { derive, makeHashPool, poolSize } from '@/lib/auth/hash-pool'
import { hashPassword, matchesPassword } from '@/lib/core/password'
import { policy } from '@/lib/core/policy'

const job = (iterations: number) => ({ password: 'kestrel', salt: 'a'.repeat(22), iterations })
const slow = 200_000

test('a hash of the pool is the one that is made anywhere else', async () => {
  const encoded = await hashPassword('pässwörd🔑 ', { iterations: 1_000, derive })
  expect(await matchesPassword('pässwörd🔑 ', encoded)).toBe(true)
  expect(await matchesPassword('pässwörd🔑 ', encoded, { derive })).toBe(true)
  expect(await matchesPassword('pässwörd🔑', encoded, { derive })).toBe(false)
})

test('one core is left to everything else, where there is more than one', () => {
  expect([1, 2, 3, 4, 5, 64].map(poolSize)).toEqual([1, 1, 2, 3, 4, 4])
})

test('who comes while too many wait is told to come back, and those who wait get their turn', async () => {
  const pool = makeHashPool({ size: 1, queueLimit: 3 })
  const all = await Promise.allSettled(Array.from({ length: 10 }, () => pool.derive(job(slow))))
  const done = all.filter(({ status }) => status === 'fulfilled')
  const refusals = all.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
  expect(done).toHaveLength(4)
  for (const refusal of refusals)
    expect(refusal).toMatchObject({
      code: 'unavailable',
      status: 503,
      options: { retryAfterSeconds: policy.passwords.retrySeconds },
    })
  expect(pool.waiting()).toBe(0)
  expect(await pool.derive(job(1))).toHaveLength(32)
})

test('what cannot be hashed fails alone', async () => {
  const pool = makeHashPool({ size: 1 })
  const all = await Promise.allSettled([pool.derive(job(10)), pool.derive(job(-1)), pool.derive(job(20))])
  expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(await pool.derive(job(10))).toHaveLength(32)
})

test('while hashes fill the pool, names are looked up, files are read and the loop goes on', async () => {
  const pool = makeHashPool({ size: 1, queueLimit: 20 })
  const loop = monitorEventLoopDelay({ resolution: 5 })
  loop.enable()
  const hashes = Promise.all(Array.from({ length: 16 }, () => pool.derive(job(slow))))
  const waits: number[] = []
  for (let round = 0; round < 10; round++) {
    const begun = performance.now()
    await Promise.all([lookup('localhost'), readFile('package.json')])
    waits.push(performance.now() - begun)
  }
  expect(pool.waiting()).toBeGreaterThan(5)
  expect(waits.sort((a, b) => a - b)[5]).toBeLessThan(50)
  await hashes
  loop.disable()
  expect(loop.percentile(50) / 1e6).toBeLessThan(50)
})
