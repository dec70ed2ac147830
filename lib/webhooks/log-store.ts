import { and, asc, desc, eq, gt, gte, inArray, isNull, lt, notExists, sql } from 'drizzle-orm'
import {
  events,
  webhookAttempts,
  webhookDeliveries,
  webhookEndpoints,
  webhookQueue,
  webhookRecoveries,
} from '@/db/tables/webhooks'
import type { TenantTx } from '@/db/tenant'
import { uuidFloor } from '@/lib/core/ids'
import type { DeliveryStatus, DeliveryTrigger } from '@/lib/core/statuses'

export type DeliveryRow = typeof webhookDeliveries.$inferSelect
export type AttemptRow = typeof webhookAttempts.$inferSelect
export type EventRow = typeof events.$inferSelect
export type EndpointRow = typeof webhookEndpoints.$inferSelect
export type RecoveryRow = typeof webhookRecoveries.$inferSelect
type Span = { limit: number; before?: string; after?: Date; until?: Date; type?: string }
export type DeliveryFilter = Span & {
  endpoint?: string
  event?: string
  recovery?: string
  status?: DeliveryStatus
  trigger?: DeliveryTrigger
}

export function selectEvents(tx: TenantTx, { limit, before, after, until, type }: Span): Promise<EventRow[]> {
  return tx
    .select()
    .from(events)
    .where(
      and(
        before ? lt(events.id, before) : undefined,
        after ? gte(events.id, uuidFloor(after)) : undefined,
        until ? lt(events.id, uuidFloor(until)) : undefined,
        type ? eq(events.type, type) : undefined,
      ),
    )
    .orderBy(desc(events.id))
    .limit(limit)
}

export async function findEvent(tx: TenantTx, id: string): Promise<EventRow | null> {
  const [row] = await tx.select().from(events).where(eq(events.id, id))
  return row ?? null
}

export function selectDeliveries(tx: TenantTx, filter: DeliveryFilter): Promise<DeliveryRow[]> {
  const { before, after, until, type, endpoint, event, recovery, status, trigger } = filter
  const table = webhookDeliveries
  return tx
    .select()
    .from(table)
    .where(
      and(
        before ? lt(table.id, before) : undefined,
        after ? gte(table.id, uuidFloor(after)) : undefined,
        until ? lt(table.id, uuidFloor(until)) : undefined,
        type ? eq(table.eventType, type) : undefined,
        endpoint ? eq(table.endpointId, endpoint) : undefined,
        event ? eq(table.eventId, event) : undefined,
        recovery ? eq(table.recoveryId, recovery) : undefined,
        status ? eq(table.status, status) : undefined,
        trigger ? eq(table.trigger, trigger) : undefined,
      ),
    )
    .orderBy(desc(table.id))
    .limit(filter.limit)
}

export function findDeliveries(tx: TenantTx, ids: string[]): Promise<DeliveryRow[]> {
  return tx.select().from(webhookDeliveries).where(inArray(webhookDeliveries.id, ids))
}

export function selectAttempts(tx: TenantTx, deliveryId: string): Promise<AttemptRow[]> {
  return tx
    .select()
    .from(webhookAttempts)
    .where(eq(webhookAttempts.deliveryId, deliveryId))
    .orderBy(asc(webhookAttempts.number))
}

export async function findAnyEndpoint(tx: TenantTx, id: string): Promise<EndpointRow | null> {
  const [row] = await tx.select().from(webhookEndpoints).where(eq(webhookEndpoints.id, id))
  return row ?? null
}

/** Events since then for which this endpoint has neither been delivered to nor is waiting. */
export async function selectMissed(tx: TenantTx, endpoint: EndpointRow, since: Date): Promise<EventRow[]> {
  const delivered = tx
    .select({ one: sql`1` })
    .from(webhookDeliveries)
    .where(
      and(
        eq(webhookDeliveries.endpointId, endpoint.id),
        eq(webhookDeliveries.eventId, events.id),
        inArray(webhookDeliveries.status, ['delivered', 'pending']),
      ),
    )
  return tx
    .select()
    .from(events)
    .where(
      and(
        gt(events.createdAt, since),
        notExists(delivered),
        endpoint.eventTypes ? inArray(events.type, endpoint.eventTypes) : undefined,
      ),
    )
    .orderBy(asc(events.id))
}

export async function insertRecovery(
  tx: TenantTx,
  row: typeof webhookRecoveries.$inferInsert,
): Promise<RecoveryRow | null> {
  const [made] = await tx.insert(webhookRecoveries).values(row).onConflictDoNothing().returning()
  return made ?? null
}

export function selectRecoveries(tx: TenantTx, endpointId: string): Promise<RecoveryRow[]> {
  return tx
    .select()
    .from(webhookRecoveries)
    .where(eq(webhookRecoveries.endpointId, endpointId))
    .orderBy(desc(webhookRecoveries.id))
    .limit(25)
}

export async function findRecovery(tx: TenantTx, id: string): Promise<RecoveryRow | null> {
  const [row] = await tx.select().from(webhookRecoveries).where(eq(webhookRecoveries.id, id))
  return row ?? null
}

export async function endRecovery(tx: TenantTx, id: string): Promise<void> {
  const waiting = await tx
    .update(webhookDeliveries)
    .set({ status: 'canceled', nextAttemptAt: null, endedAt: sql`clock_timestamp()` })
    .where(and(eq(webhookDeliveries.recoveryId, id), eq(webhookDeliveries.status, 'pending')))
    .returning({ id: webhookDeliveries.id })
  const ids = waiting.map((row) => row.id)
  if (ids.length > 0) await tx.delete(webhookQueue).where(inArray(webhookQueue.deliveryId, ids))
  await tx
    .update(webhookRecoveries)
    .set({ status: 'canceled', dueAt: null, endedAt: sql`clock_timestamp()` })
    .where(and(eq(webhookRecoveries.id, id), eq(webhookRecoveries.status, 'running')))
}

export async function countOfRecovery(tx: TenantTx, id: string) {
  const [row] = await tx
    .select({
      delivered: sql<number>`count(*) filter (where status = 'delivered')::int`,
      failed: sql<number>`count(*) filter (where status in ('exhausted', 'canceled'))::int`,
    })
    .from(webhookDeliveries)
    .where(eq(webhookDeliveries.recoveryId, id))
  return row ?? { delivered: 0, failed: 0 }
}

export function selectEndpoints(tx: TenantTx): Promise<EndpointRow[]> {
  return tx
    .select()
    .from(webhookEndpoints)
    .where(isNull(webhookEndpoints.deletedAt))
    .orderBy(desc(webhookEndpoints.id))
}
