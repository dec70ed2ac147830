import { and, count, desc, eq, isNull, lt, sql } from 'drizzle-orm'
import { webhookDeliveries, webhookEndpoints, webhookLanes } from '@/db/tables/webhooks'
import type { TenantTx } from '@/db/tenant'
import { policy } from '@/lib/core/policy'

export type EndpointRow = typeof webhookEndpoints.$inferSelect
export type LaneRow = typeof webhookLanes.$inferSelect
export type EndpointWithLane = { endpoint: EndpointRow; lane: LaneRow }
type NewEndpoint = Omit<typeof webhookEndpoints.$inferInsert, 'tenantId' | 'mode' | 'createdAt' | 'updatedAt'>

const now = sql`clock_timestamp()`
const width = policy.webhooks.concurrent.perEndpoint
const isOfLane = and(
  eq(webhookLanes.tenantId, webhookEndpoints.tenantId),
  eq(webhookLanes.endpointId, webhookEndpoints.id),
)
const isThere = isNull(webhookEndpoints.deletedAt)

/** Held until the transaction ends, so that two made at once cannot both be the last one allowed. */
export async function lockEndpoints(tx: TenantTx): Promise<void> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(current_setting('app.tenant_id') || current_setting('app.mode'), 31))`,
  )
}

export async function countEndpoints(tx: TenantTx): Promise<number> {
  const [row] = await tx.select({ all: count() }).from(webhookEndpoints).where(isThere)
  return row?.all ?? 0
}

/** With its lane, in which nothing is due. One that is made disabled says since when it is. */
export async function insertEndpoint(tx: TenantTx, values: NewEndpoint): Promise<EndpointWithLane> {
  const [endpoint] = await tx
    .insert(webhookEndpoints)
    .values({ ...values, disabledAt: values.enabled === false ? now : null })
    .returning()
  const [lane] = await tx.insert(webhookLanes).values({ endpointId: values.id, width }).returning()
  if (!endpoint || !lane) throw new Error('The endpoint was not stored.')
  return { endpoint, lane }
}

/** Newest first, without the deleted. */
export function selectEndpoints(
  tx: TenantTx,
  { limit, before }: { limit: number; before: string | undefined },
): Promise<EndpointWithLane[]> {
  return tx
    .select({ endpoint: webhookEndpoints, lane: webhookLanes })
    .from(webhookEndpoints)
    .innerJoin(webhookLanes, isOfLane)
    .where(and(isThere, before ? lt(webhookEndpoints.id, before) : undefined))
    .orderBy(desc(webhookEndpoints.id))
    .limit(limit)
}

/** Null for one that was deleted. Who changes something holds the lane first: then this is how it stays. */
export async function findEndpoint(tx: TenantTx, id: string): Promise<EndpointWithLane | null> {
  const [row] = await tx
    .select({ endpoint: webhookEndpoints, lane: webhookLanes })
    .from(webhookEndpoints)
    .innerJoin(webhookLanes, isOfLane)
    .where(and(isThere, eq(webhookEndpoints.id, id)))
  return row ?? null
}

export type EndpointChange = Partial<
  Pick<
    EndpointRow,
    'url' | 'eventTypes' | 'description' | 'ratePerSecond' | 'headersSealed' | 'headerNames' | 'enabled'
  >
>

/** To disable it and to enable it again says since when, and that somebody did. */
export async function changeEndpoint(tx: TenantTx, id: string, change: EndpointChange): Promise<EndpointRow> {
  const { enabled } = change
  const stopped =
    enabled === undefined
      ? {}
      : enabled
        ? { disabledAt: null, disabledReason: null }
        : { disabledAt: now, disabledReason: 'by_hand' as const }
  const [row] = await tx
    .update(webhookEndpoints)
    .set({ ...change, ...stopped, updatedAt: now })
    .where(eq(webhookEndpoints.id, id))
    .returning()
  if (!row) throw new Error('The endpoint was not there.')
  return row
}

export async function markDeleted(tx: TenantTx, id: string): Promise<void> {
  await tx.update(webhookEndpoints).set({ deletedAt: now, updatedAt: now }).where(eq(webhookEndpoints.id, id))
}

/**
 * The lane as if it had never failed, with what waits in its queue due as it was. Of deliveries that were given up
 * its people hear all the same, unless `forgetExhausted`.
 */
export async function freshenLane(
  tx: TenantTx,
  id: string,
  { forgetExhausted }: { forgetExhausted: boolean },
): Promise<LaneRow> {
  const nextDueAt = sql`(
    select min(q.due_at) from webhook_queue q
    where q.tenant_id = webhook_lanes.tenant_id and q.endpoint_id = webhook_lanes.endpoint_id)`
  const [row] = await tx
    .update(webhookLanes)
    .set({
      ...{ failingSince: null, warned: 0, goneAt: null, freeAt: null, width, nextDueAt },
      ...(forgetExhausted ? { exhaustedAt: null, exhausted: 0 } : {}),
    })
    .where(eq(webhookLanes.endpointId, id))
    .returning()
  if (!row) throw new Error('The endpoint has no lane.')
  return row
}

export async function findDelivery(
  tx: TenantTx,
  id: string,
): Promise<typeof webhookDeliveries.$inferSelect | null> {
  const [row] = await tx.select().from(webhookDeliveries).where(eq(webhookDeliveries.id, id))
  return row ?? null
}
