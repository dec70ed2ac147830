import { and, asc, desc, eq, gte, inArray, lt, lte, type SQL, sql } from 'drizzle-orm'
import {
  events,
  webhookAttempts,
  webhookDeliveries,
  webhookEndpoints,
  webhookQueue,
} from '@/db/tables/webhooks'
import type { TenantTx } from '@/db/tenant'
import type { DeliveryStatus, DeliveryTrigger } from '@/lib/core/statuses'
import type { EventType } from '@/lib/webhooks/schema'

export type DeliveryRow = typeof webhookDeliveries.$inferSelect
export type AttemptRow = typeof webhookAttempts.$inferSelect

export type DeliveryFilter = {
  limit: number
  before?: string
  endpointId?: string
  eventId?: string
  recoveryId?: string
  type?: EventType
  status?: DeliveryStatus
  trigger?: DeliveryTrigger
  createdAfter?: Date
  createdBefore?: Date
  /** The ids that rows of that time can have. */
  fromId?: string
  toId?: string
}

/** Newest first. Each way to ask has an index of its own that gives a page as it stands, however much there is. */
export function selectDeliveries(tx: TenantTx, filter: DeliveryFilter) {
  const { limit, eventId, recoveryId, status } = filter
  const page = tx.select().from(webhookDeliveries)
  const newest = desc(webhookDeliveries.id)
  if (recoveryId) return page.where(conditions(filter)).orderBy(newest).limit(limit)
  const ids = eventId ? ofEvent(filter) : status === 'pending' ? waiting(filter) : ofEachEndpoint(filter)
  return page.where(sql`${webhookDeliveries.id} = any (array(${ids}))`).orderBy(newest).limit(limit)
}

/** An event has few, so that they are put in order once found, and no order tempts the planner to read all others. */
function ofEvent(filter: DeliveryFilter): SQL {
  return sql`select ${webhookDeliveries.id} from ${webhookDeliveries} where ${conditions(filter)}`
}

/** What is pending is in the queue, which holds nothing else. */
function waiting(filter: DeliveryFilter): SQL {
  const { endpointId, before, limit } = filter
  const those = and(
    endpointId ? eq(webhookQueue.endpointId, endpointId) : undefined,
    before ? lt(webhookQueue.deliveryId, before) : undefined,
  )
  return sql`select ${webhookQueue.deliveryId} from ${webhookQueue}
    join ${webhookDeliveries} on ${webhookDeliveries.id} = ${webhookQueue.deliveryId} and ${conditions(filter)}
    ${those ? sql`where ${those}` : sql``} order by ${webhookQueue.deliveryId} desc limit ${limit}`
}

/**
 * The newest to each endpoint, and of these the newest: the other mode's have no part in it. Bounds and order are those
 * of one index, written as whole rows, for with a column left out of them the planner may read all that is newer of
 * other endpoints to find what is old of a quiet one.
 */
function ofEachEndpoint(filter: DeliveryFilter): SQL {
  const { endpointId, before, fromId = lowest, toId = highest, limit } = filter
  const { columns, values } = wayTo(filter)
  const row = sql`(${sql.join([...columns, webhookDeliveries.id], sql`, `)})`
  const at = (id: string) => sql`(${sql.join([webhookEndpoints.id, ...values, sql`${id}::uuid`], sql`, `)})`
  const those = and(
    sql`${row} >= ${at(fromId)}`,
    sql`${row} <= ${at(toId)}`,
    before ? sql`${row} < ${at(before)}` : undefined,
    conditions({ ...filter, endpointId: undefined, before: undefined, fromId: undefined, toId: undefined }),
  )
  const newest = [...columns, webhookDeliveries.id].map((column) => desc(column))
  return sql`select newest.id from ${webhookEndpoints} cross join lateral (
      select ${webhookDeliveries.id} from ${webhookDeliveries}
      where ${those} order by ${sql.join(newest, sql`, `)} limit ${limit}
    ) newest ${endpointId ? sql`where ${eq(webhookEndpoints.id, endpointId)}` : sql``}
    order by newest.id desc limit ${limit}`
}

const lowest = '00000000-0000-0000-0000-000000000000'
const highest = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/** The index to go by: that of the filter that leaves the least. What decides the order is compared there alone. */
function wayTo({ status, trigger, type }: DeliveryFilter) {
  const { endpointId, undelivered, trigger: cause, eventType } = webhookDeliveries
  if (isUndelivered(status)) return { columns: [endpointId, undelivered], values: [sql`${status}`] }
  if (trigger && trigger !== 'event') return { columns: [endpointId, cause], values: [sql`${trigger}`] }
  if (type) return { columns: [endpointId, eventType], values: [sql`${type}`] }
  return { columns: [endpointId], values: [] }
}

function isUndelivered(status: DeliveryStatus | undefined): boolean {
  return status === 'exhausted' || status === 'canceled'
}

function conditions(filter: DeliveryFilter): SQL | undefined {
  const { before, endpointId, eventId, recoveryId, type, status, trigger } = filter
  const { createdAfter, createdBefore, fromId, toId } = filter
  const { id, createdAt } = webhookDeliveries
  return and(
    before ? lt(id, before) : undefined,
    endpointId ? eq(webhookDeliveries.endpointId, endpointId) : undefined,
    eventId ? eq(webhookDeliveries.eventId, eventId) : undefined,
    recoveryId ? eq(webhookDeliveries.recoveryId, recoveryId) : undefined,
    // Compared as texts of their own, which no index knows: the way to them is chosen above.
    type ? sql`${webhookDeliveries.eventType} || '' = ${type}` : undefined,
    status ? eq(webhookDeliveries.status, status) : undefined,
    trigger ? sql`${webhookDeliveries.trigger} || '' = ${trigger}` : undefined,
    // The planner knows an index of some rows to hold these only where it is written out.
    isUndelivered(status) ? sql`${webhookDeliveries.undelivered} is not null` : undefined,
    trigger && trigger !== 'event' ? sql`${webhookDeliveries.trigger} <> 'event'` : undefined,
    fromId ? gte(id, fromId) : undefined,
    toId ? lte(id, toId) : undefined,
    createdAfter ? gte(createdAt, createdAfter) : undefined,
    createdBefore ? lte(createdAt, createdBefore) : undefined,
  )
}

export async function findDelivery(tx: TenantTx, id: string): Promise<DeliveryRow | null> {
  const [row] = await tx.select().from(webhookDeliveries).where(eq(webhookDeliveries.id, id))
  return row ?? null
}

/** The delivery with all that belongs to it. The event may be gone: of an old one the last delivery is younger. */
export async function findWholeDelivery(tx: TenantTx, id: string) {
  const [found] = await tx
    .select({ delivery: webhookDeliveries, event: events, url: webhookEndpoints.url })
    .from(webhookDeliveries)
    .leftJoin(events, eq(events.id, webhookDeliveries.eventId))
    .leftJoin(webhookEndpoints, eq(webhookEndpoints.id, webhookDeliveries.endpointId))
    .where(eq(webhookDeliveries.id, id))
  if (!found) return null
  const attempts = await tx
    .select()
    .from(webhookAttempts)
    .where(eq(webhookAttempts.deliveryId, id))
    .orderBy(asc(webhookAttempts.number), asc(webhookAttempts.id))
  return { ...found, attempts }
}

export type Replayable = {
  delivery: DeliveryRow
  /** Whether the endpoint takes anything; null when it is gone altogether. */
  enabled: boolean | null
  deletedAt: Date | null
  hasEvent: boolean
  isTooOld: boolean
}

/** Deliveries with what decides whether they may be sent again; those that are not there are left out. */
export async function selectReplayable(
  tx: TenantTx,
  ids: readonly string[],
  days: number,
): Promise<Replayable[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .select({
      delivery: webhookDeliveries,
      enabled: webhookEndpoints.enabled,
      deletedAt: webhookEndpoints.deletedAt,
      eventId: events.id,
      isTooOld: sql<boolean>`coalesce(${events.createdAt}, ${webhookDeliveries.createdAt})
        < clock_timestamp() - make_interval(days => ${days}::int)`,
    })
    .from(webhookDeliveries)
    .leftJoin(events, eq(events.id, webhookDeliveries.eventId))
    .leftJoin(webhookEndpoints, eq(webhookEndpoints.id, webhookDeliveries.endpointId))
    .where(inArray(webhookDeliveries.id, [...ids]))
  return rows.map(({ eventId, ...row }) => ({ ...row, hasEvent: eventId !== null }))
}

export function selectDeliveriesById(tx: TenantTx, ids: readonly string[]): Promise<DeliveryRow[]> {
  return tx
    .select()
    .from(webhookDeliveries)
    .where(inArray(webhookDeliveries.id, [...ids]))
    .orderBy(asc(webhookDeliveries.id))
}
