import { and, asc, desc, eq, gt, gte, lt, lte, type SQL, sql } from 'drizzle-orm'
import { eventFeeds, events } from '@/db/tables/webhooks'
import type { TenantTx } from '@/db/tenant'
import { type EventType, eventTypes } from '@/lib/webhooks/schema'

export type EventRow = typeof events.$inferSelect
export type EventFilter = {
  type?: EventType
  createdAfter?: Date
  createdBefore?: Date
  fromId?: string
  toId?: string
}

export async function findEvent(tx: TenantTx, id: string): Promise<EventRow | null> {
  const [row] = await tx.select().from(events).where(eq(events.id, id))
  return row ?? null
}

/**
 * The newest of each type, and of these the newest: one index gives the pages of one type and those of all, and no
 * page costs more for what other types, or the other mode, have in between.
 */
export function selectNewestEvents(
  tx: TenantTx,
  { limit, before, type, ...range }: EventFilter & { limit: number; before?: string },
) {
  const types = sql.param(type ? [type] : [...eventTypes])
  const those = and(
    sql`${events.type} = kinds.kind`,
    before ? lt(events.id, before) : undefined,
    range.fromId ? gte(events.id, range.fromId) : undefined,
    range.toId ? lte(events.id, range.toId) : undefined,
    madeWithin(range),
  )
  const ids = sql`select newest.id from unnest(${types}::text[]) as kinds (kind) cross join lateral (
    select ${events.id} from ${events} where ${those} order by ${events.id} desc limit ${limit}
  ) newest order by newest.id desc limit ${limit}`
  return tx.select().from(events).where(sql`${events.id} = any (array(${ids}))`).orderBy(desc(events.id))
}

/** How many events have their place: all up to there can be seen by whoever asks after this. */
export async function findFeedEnd(tx: TenantTx): Promise<bigint> {
  const [row] = await tx.select({ position: eventFeeds.position }).from(eventFeeds)
  return row?.position ?? 0n
}

type Stretch = { after: bigint; upTo: bigint }

/** The place of the first event of a stretch that is still kept; null where there is none. */
export async function findFirstPlace(tx: TenantTx, stretch: Stretch): Promise<bigint | null> {
  const [row] = await tx
    .select({ position: events.position })
    .from(events)
    .where(inStretch(stretch))
    .orderBy(asc(events.position))
    .limit(1)
  return row?.position ?? null
}

/** What committed late stands behind what was made after it; among so many neighbours the first place is found. */
const neighbours = 1_000

/**
 * The first place that an event with this id or a later one has; null where none has one yet. Ids begin with their time, so
 * that the neighbours are found without a look at what was before.
 */
export async function findPlaceOfTime(tx: TenantTx, fromId: string): Promise<bigint | null> {
  const kinds = sql.param([...eventTypes])
  const [row] = await tx.execute<{ place: string | null }>(sql`
    select min(near.position) as place from unnest(${kinds}::text[]) as kinds (kind) cross join lateral (
      select ${events.position} from ${events}
      where ${events.type} = kinds.kind and ${events.id} >= ${fromId}::uuid and ${events.position} is not null
      order by ${events.id} limit ${neighbours}
    ) near`)
  return row?.place ? BigInt(row.place) : null
}

/** In the order in which they became visible. */
export function selectInOrder(
  tx: TenantTx,
  { limit, type, createdAfter, createdBefore, ...stretch }: EventFilter & Stretch & { limit: number },
) {
  return tx
    .select()
    .from(events)
    .where(
      and(
        inStretch(stretch),
        type ? eq(events.type, type) : undefined,
        madeWithin({ createdAfter, createdBefore }),
      ),
    )
    .orderBy(asc(events.position))
    .limit(limit)
}

function inStretch({ after, upTo }: Stretch): SQL | undefined {
  return and(gt(events.position, after), lte(events.position, upTo))
}

function madeWithin({ createdAfter, createdBefore }: EventFilter): SQL | undefined {
  return and(
    createdAfter ? gte(events.createdAt, createdAfter) : undefined,
    createdBefore ? lte(events.createdAt, createdBefore) : undefined,
  )
}
