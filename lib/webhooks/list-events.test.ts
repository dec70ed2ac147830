import { describe, expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { withTenant } from '@/db/tenant'
import { toTypeId } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'
import { emitEvents } from '@/lib/webhooks/emit-events'
import { eventBody } from '@/lib/webhooks/event-body'
import type { EventList } from '@/lib/webhooks/event-schema'
import { hoursAgo, later, makeFeed } from '@/lib/webhooks/fixtures/feed'
import { getEvent } from '@/lib/webhooks/get-event'
import { listEvents } from '@/lib/webhooks/list-events'

type Feed = Awaited<ReturnType<typeof makeFeed>>
const evt = ({ id }: { id: string }) => toTypeId('event', id)
const idsOf = ({ data }: EventList) => data.map(({ id }) => id)
const order = 'asc'

/** Pulls until there is nothing more, as a client that has been away. */
async function pullAll(feed: Feed, cursor?: string, limit = 2) {
  const ids: string[] = []
  let next = cursor
  let page: EventList
  do {
    page = await listEvents(feed.ctx, { order, limit, cursor: next })
    ids.push(...idsOf(page))
    next = page.next_cursor ?? undefined
  } while (page.has_more)
  return { ids, cursor: next }
}

describe('events, newest first', () => {
  test('come page by page, of every type, each once, and only those of the mode', async () => {
    const feed = await makeFeed()
    const made = []
    for (const type of ['otp.sent', 'otp.verified', 'message.sent', 'otp.sent', 'test.ping'])
      made.unshift(await feed.happen({ type }))
    await feed.happen({ mode: 'test' })
    const ids: string[] = []
    let cursor: string | undefined
    do {
      const page = await listEvents(feed.ctx, { limit: 2, cursor })
      ids.push(...idsOf(page))
      expect(page.has_more).toBe(page.next_cursor !== null)
      cursor = page.next_cursor ?? undefined
    } while (cursor)
    expect(ids).toEqual(made.map(evt))
  })

  test('are filtered by type and by time, from and up to the very millisecond', async () => {
    const feed = await makeFeed()
    const old = await feed.happen({ type: 'otp.sent', createdAt: new Date(Date.now() - 30_000) })
    const young = await feed.happen({ type: 'otp.verified' })
    const of = async (query: object) => idsOf(await listEvents(feed.ctx, { limit: 25, ...query }))
    const then = old.createdAt?.toISOString()
    expect(await of({ type: 'otp.sent' })).toEqual([evt(old)])
    expect(await of({ type: 'otp.failed' })).toEqual([])
    expect(await of({ createdBefore: then })).toEqual([evt(old)])
    expect(await of({ createdAfter: then })).toEqual([young, old].map(evt))
    expect(await of({ createdAfter: new Date(Date.now() - 10_000).toISOString() })).toEqual([evt(young)])
    expect(await of({ createdBefore: '1969-01-01T00:00:00Z' })).toEqual([])
    expect(await of({ createdAfter: '9999-12-31T23:59:59Z' })).toEqual([])
  })

  test('make what was posted of them, byte for byte', async () => {
    const feed = await makeFeed()
    const data = { z: 1, a: { ü: '€', list: [1, 2.5, null] }, '10': 'ten', '9': 'nine' }
    const row = await feed.happen({ data })
    const event = await getEvent(feed.ctx, { id: evt(row) })
    const { id, type, timestamp, mode } = event
    const [stored] = await owner`select * from events where id = ${row.id}`
    const body = eventBody({ ...row, createdAt: stored?.created_at, data: stored?.data })
    expect(JSON.stringify({ id, type, timestamp, mode, data: event.data })).toBe(body)
  })

  test('an event of the other mode, of another tenant and one that never was are the same 404', async () => {
    const [feed, other] = await Promise.all([makeFeed(), makeFeed()])
    const rows = [await feed.happen({ mode: 'test' }), await other.happen()]
    const gone = expect.objectContaining({ code: 'not_found' })
    for (const id of [...rows.map(evt), toTypeId('event', feed.tenantId), 'evt_x', ''])
      await expect(getEvent(feed.ctx, { id })).rejects.toEqual(gone)
  })
})

describe('events, pulled', () => {
  test('come oldest first once they have their place, and the cursor stays good for what is to come', async () => {
    const feed = await makeFeed()
    const nothing = await listEvents(feed.ctx, { order, limit: 10 })
    expect(nothing).toMatchObject({ data: [], has_more: false, next_cursor: expect.any(String) })
    const first = [await feed.happen(), await feed.happen(), await feed.happen()]
    expect((await pullAll(feed, nothing.next_cursor ?? '')).ids).toEqual([])
    await feed.place()
    const pulled = await pullAll(feed, nothing.next_cursor ?? '')
    expect(pulled.ids).toEqual(first.map(evt))
    expect((await pullAll(feed)).ids).toEqual(first.map(evt))
    expect((await pullAll(feed, pulled.cursor)).ids).toEqual([])
    const more = await feed.happen()
    await feed.place()
    expect((await pullAll(feed, pulled.cursor)).ids).toEqual([evt(more)])
  })

  test('begin with the oldest that is kept, or where a time says', async () => {
    const feed = await makeFeed()
    const rows = [await feed.happen({ createdAt: hoursAgo(1) }), await feed.happen(), await feed.happen()]
    await feed.place()
    await owner`delete from events where id = ${rows[0]?.id ?? ''}`
    expect((await pullAll(feed)).ids).toEqual(rows.slice(1).map(evt))
    const since = new Date(Date.now() - 600_000).toISOString()
    const page = await listEvents(feed.ctx, { order, limit: 25, createdAfter: since })
    expect(idsOf(page)).toEqual(rows.slice(1).map(evt))
    const future = new Date(Date.now() + 3_600_000).toISOString()
    const none = await listEvents(feed.ctx, { order, limit: 25, createdAfter: future })
    expect(none).toMatchObject({ data: [], has_more: false })
    expect((await pullAll(feed, none.next_cursor ?? '')).ids).toEqual([])
  })

  test('of a rare type cost no more than a stretch a page: an empty one leads on to what is behind it', async () => {
    const feed = await makeFeed()
    const rare = await feed.happen({ type: 'sender.connected' })
    const behind = BigInt(policy.webhooks.scan.pull) + 5n
    const filler = await feed.happen()
    await owner`update events set position = 1 where id = ${filler.id}`
    await owner`update events set position = ${String(behind)} where id = ${rare.id}`
    await owner`insert into event_feeds (tenant_id, mode, position)
      values (${feed.tenantId}, 'live', ${String(behind)})`
    const query = { order, limit: 25, type: 'sender.connected' } as const
    const empty = await listEvents(feed.ctx, query)
    expect(empty).toMatchObject({ data: [], has_more: true })
    const found = await listEvents(feed.ctx, { ...query, cursor: empty.next_cursor ?? '' })
    expect(found.has_more).toBe(false)
    expect(idsOf(found)).toEqual([evt(rare)])
  })

  test('a cursor of the other order, mode or tenant, and a made-up one, is refused', async () => {
    const [feed, other, tested] = await Promise.all([makeFeed(), makeFeed(), makeFeed({ mode: 'test' })])
    const { cursor = '' } = await pullAll(feed)
    const refused = expect.objectContaining({ code: 'validation_failed' })
    for (const attempt of [
      () => listEvents(feed.ctx, { limit: 1, cursor }),
      () => listEvents(other.ctx, { order, limit: 1, cursor }),
      () => listEvents(tested.ctx, { order, limit: 1, cursor }),
      () => listEvents(feed.ctx, { order, limit: 1, cursor: 'MTA' }),
    ])
      await expect(attempt()).rejects.toEqual(refused)
  })

  test('none is skipped or told twice, though they commit in another order than their ids’', async () => {
    const feed = await makeFeed()
    const committed: string[] = []
    const writers = Array.from({ length: 8 }, async (_, writer) => {
      for (let turn = 0; turn < 10; turn++) {
        const subjectId = `${writer}.${turn}`
        await withTenant(feed.ctx, async (tx) => {
          await emitEvents(tx, [{ type: 'otp.sent', subjectId, data: { subjectId } }])
          await later((writer * 7 + turn * 13) % 40)
        })
        committed.push(subjectId)
      }
    })
    let isOver = false
    const placer = (async () => {
      while (!isOver) await feed.place()
    })()
    const seen: string[] = []
    const poll = async (cursor: string | undefined) => {
      const page = await listEvents(feed.ctx, { order, limit: 7, cursor })
      seen.push(...page.data.map(({ data }) => String(data.subjectId)))
      return page
    }
    const poller = (async () => {
      let cursor: string | undefined
      for (;;) {
        const isLast = isOver
        const page = await poll(cursor)
        cursor = page.next_cursor ?? undefined
        if (isLast && !page.has_more) return
      }
    })()
    await Promise.all(writers)
    while ((await feed.place()) > 0);
    isOver = true
    await Promise.all([placer, poller])
    const made = await owner<{ subject_id: string }[]>`
      select subject_id from events where tenant_id = ${feed.tenantId} order by id`
    const byId = made.map((row) => row.subject_id)
    expect(committed, 'they should commit in another order').not.toEqual(byId)
    expect(seen).toHaveLength(80)
    expect([...seen].sort()).toEqual([...byId].sort())
  })
})
