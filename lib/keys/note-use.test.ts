import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { makeApiKey, makeTenant } from '@/db/factories'
import { owner } from '@/db/fixtures/owner'
import { backgroundWorkDone, runAtStop, runInBackground } from '@/lib/core/background'
import { newUuid } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'
import { noteKeyUse, writeKeyUses } from '@/lib/keys/note-use'
import { makeUseBook, type NotedUse } from '@/lib/keys/use-book'

const use = { tenantId: newUuid(), keyId: newUuid(), address: '203.0.113.9', agent: 'shop/1.0' }

describe('the book of uses', () => {
  test('writes a use after a quiet time behind the answer, and not before', async () => {
    const { written, book } = makeBook()
    const deferred: (() => Promise<void>)[] = []
    book.note((work) => deferred.push(work), use)
    await wait(20)
    expect(written).toEqual([])
    for (const work of deferred) await work()
    expect(written).toEqual([[expect.objectContaining(use)]])
  })

  test('writes thousands of uses in one interval with the next, and of each key the last', async () => {
    const { written, book } = makeBook()
    const keyIds = [newUuid(), newUuid()]
    for (let index = 0; index < 2_000; index++)
      for (const keyId of keyIds) book.note(runInBackground, { ...use, keyId, agent: `shop/${index}` })
    await wait(interval + 100)
    expect(written.map((uses) => uses.map(({ agent }) => agent))).toEqual([
      ['shop/0'],
      ['shop/1999', 'shop/1999'],
    ])
  })

  test('writes at most once an interval, and within it', async () => {
    const { written, book } = makeBook()
    const begun = performance.now()
    while (performance.now() < begun + 4.5 * interval) {
      book.note(runInBackground, use)
      await wait(5)
    }
    const last = performance.now()
    await wait(interval + 100)
    expect(written.length).toBeGreaterThanOrEqual(4)
    expect(written.length).toBeLessThanOrEqual(6)
    expect(written.at(-1)?.[0]?.at).toBeGreaterThan(last - 50)
  })

  test('keeps what could not be written, unless there is something newer', async () => {
    const { written, book } = makeBook({ failures: 1 })
    const other = { ...use, keyId: newUuid() }
    const deferred: (() => Promise<void>)[] = []
    book.note((work) => deferred.push(work), use)
    book.note(runInBackground, other)
    await expect(deferred[0]?.()).rejects.toThrow()
    book.note(runInBackground, { ...use, agent: 'newer' })
    await wait(interval + 100)
    expect(written.flat().map(({ keyId, agent }) => [keyId, agent])).toEqual([
      [use.keyId, 'newer'],
      [other.keyId, 'shop/1.0'],
    ])
  })

  test('is emptied by a process that stops', async () => {
    const { written, book } = makeBook({ every: 60_000 })
    runAtStop(newUuid(), book.flush)
    book.note(runInBackground, use)
    book.note(runInBackground, { ...use, agent: 'last' })
    await backgroundWorkDone()
    expect(written.flat().map(({ agent }) => agent)).toEqual(['shop/1.0', 'last'])
  })

  test('is never further behind than the minute that is promised', () => {
    expect(policy.keys.lastUsedSeconds).toBeLessThanOrEqual(30)
  })
})

describe('the row of a key', () => {
  test('says when it was last used, from where and with what, the agent cut to 256 characters', async () => {
    const key = await makeKey()
    expect(await read(key)).toEqual({ address: null, agent: null, age: null })
    noteKeyUse(runInBackground, { ...key, address: '2001:db8::1', agent: 'x'.repeat(5_000) })
    await backgroundWorkDone()
    const row = await read(key)
    expect(row).toMatchObject({ address: '2001:db8::1', agent: 'x'.repeat(256) })
    expect(row.age).toBeLessThan(1_000)
  })

  test('keeps the age that a use had when it was reported', async () => {
    const key = await makeKey()
    await writeKeyUses([{ ...use, ...key, at: performance.now() - 8_000 }])
    expect(Math.abs(((await read(key)).age ?? 0) - 8_000)).toBeLessThan(500)
  })

  test('has no address and no agent where none was told', async () => {
    const key = await makeKey()
    await writeKeyUses([{ ...key, at: performance.now(), address: '', agent: '' }])
    expect(await read(key)).toMatchObject({ address: null, agent: null, age: expect.any(Number) })
  })

  test('is not put back by an older report, nor by one of another tenant, and reports never block each other', async () => {
    const keys = await Promise.all(Array.from({ length: 8 }, makeKey))
    const report = (which: typeof keys, age: number, agent: string) =>
      writeKeyUses(which.map((key) => ({ ...use, ...key, agent, at: performance.now() - age })))
    await Promise.all(
      Array.from({ length: 20 }, (_, index) => report(index % 2 ? keys : [...keys].reverse(), 1_000, 'new')),
    )
    await report(keys, 60_000, 'old')
    const { tenantId } = await makeKey()
    await report(
      keys.map(({ keyId }) => ({ tenantId, keyId })),
      0,
      'foreign',
    )
    await report([{ tenantId: newUuid(), keyId: newUuid() }], 0, 'nobody')
    for (const key of keys) expect(await read(key)).toMatchObject({ agent: 'new' })
  })
})

const interval = 200

function makeBook({ failures = 0, every = interval } = {}) {
  const written: NotedUse[][] = []
  const write = async (uses: NotedUse[]) => {
    if (failures-- > 0) throw new Error('The database is away.')
    written.push(uses)
  }
  return { written, book: makeUseBook(write, every) }
}

async function makeKey() {
  const { id: tenantId } = await makeTenant()
  const { id: keyId } = await makeApiKey({ tenantId, mode: 'live' })
  return { tenantId, keyId }
}

async function read({ keyId }: { keyId: string }) {
  const [row] = await owner<{ address: string | null; agent: string | null; age: number | null }[]>`
    select last_used_address as address, last_used_agent as agent,
      (extract(epoch from clock_timestamp() - last_used_at) * 1000)::float8 as age
    from api_keys where id = ${keyId}`
  if (!row) throw new Error('There is no such key.')
  return { ...row }
}
