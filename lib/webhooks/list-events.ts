import type { z } from 'zod'
import { type TenantTx, withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { makeCursor, readCursor } from '@/lib/core/cursor'
import type { CamelKeys } from '@/lib/core/endpoint'
import { requirePermission } from '@/lib/core/permissions'
import { policy } from '@/lib/core/policy'
import type { EventList, ListEventsQuery } from '@/lib/webhooks/event-schema'
import {
  type EventFilter,
  findFeedEnd,
  findFirstPlace,
  findPlaceOfTime,
  selectInOrder,
  selectNewestEvents,
} from '@/lib/webhooks/feed-store'
import { presentEvent } from '@/lib/webhooks/present-event'
import { rangeOf } from '@/lib/webhooks/range-rules'

type Query = Omit<CamelKeys<z.output<typeof ListEventsQuery>>, 'order'> & { order?: 'desc' | 'asc' }
type Filter = EventFilter & { limit: number; cursor?: string }

/** A page of what happened: the newest first, or, to pull, in the order in which it became visible. */
export async function listEvents(ctx: Ctx, { order = 'desc', ...query }: Query): Promise<EventList> {
  requirePermission(ctx, 'webhooks.read')
  const { createdAfter, createdBefore, ...rest } = query
  const filter = { ...rest, ...rangeOf({ createdAfter, createdBefore }) }
  return withTenant(ctx, (tx) => (order === 'asc' ? pull(tx, ctx, filter) : readNewest(tx, ctx, filter)))
}

async function readNewest(tx: TenantTx, ctx: Ctx, { cursor, limit, ...filter }: Filter): Promise<EventList> {
  const list = `events/${ctx.tenantId}/${ctx.mode}`
  const before = cursor && readCursor(list, cursor)
  const rows = await selectNewestEvents(tx, { ...filter, limit: limit + 1, before })
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const hasMore = rows.length > limit
  return {
    object: 'list',
    data: page.map(presentEvent),
    has_more: hasMore,
    next_cursor: hasMore && last ? makeCursor(list, last.id) : null,
  }
}

/**
 * A page looks at so many places at most, so that a type that is rare costs no more: then it may be empty, and yet
 * there may be more. What stands at a place is never changed, and nothing comes before the end that was read first.
 */
async function pull(tx: TenantTx, ctx: Ctx, { cursor, limit, ...filter }: Filter): Promise<EventList> {
  const list = `events-in-order/${ctx.tenantId}/${ctx.mode}`
  const read = cursor && readCursor(list, cursor)
  const end = await findFeedEnd(tx)
  const begin = read ? BigInt(read) : await findBegin(tx, end, filter.fromId)
  const first = await findFirstPlace(tx, { after: begin, upTo: end })
  const after = first === null ? begin : first - 1n
  const reach = first === null ? end : least(end, after + BigInt(policy.webhooks.scan.pull))
  const page = first === null ? [] : await selectInOrder(tx, { ...filter, limit, after, upTo: reach })
  const last = page.length === limit ? page.at(-1)?.position : null
  const next = last ?? greatest(reach, begin)
  return {
    object: 'list',
    data: page.map(presentEvent),
    has_more: next < end,
    next_cursor: makeCursor(list, String(next)),
  }
}

/** Before the first event; with a time, before the first of then or later, which may be one that is still to come. */
async function findBegin(tx: TenantTx, end: bigint, fromId: string | undefined): Promise<bigint> {
  if (!fromId) return 0n
  const place = await findPlaceOfTime(tx, fromId)
  return place === null ? end : least(place - 1n, end)
}

const least = (one: bigint, other: bigint) => (one < other ? one : other)
const greatest = (one: bigint, other: bigint) => (one > other ? one : other)
