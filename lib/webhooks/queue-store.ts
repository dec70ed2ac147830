import { inArray, sql } from 'drizzle-orm'
import { webhookDeliveries, webhookLanes, webhookQueue } from '@/db/tables/webhooks'
import type { TenantTx } from '@/db/tenant'
import { newUuid } from '@/lib/core/ids'
import type { DeliveryTrigger } from '@/lib/core/statuses'

export type NewDelivery = {
  endpointId: string
  eventId: string
  eventType: string
  trigger: Exclude<DeliveryTrigger, 'event'>
  replayOf?: string
  recoveryId?: string
}

/**
 * Puts deliveries that somebody asked for into their endpoints' queues, due at once, and gives their ids. The lanes are
 * held until the transaction ends, as everywhere where a queue changes. Wake the engine with `afterCommit(tx, kick)`.
 */
export async function insertDeliveries(tx: TenantTx, deliveries: NewDelivery[]): Promise<string[]> {
  if (deliveries.length === 0) return []
  await holdLanes(tx, [...new Set(deliveries.map(({ endpointId }) => endpointId))])
  const now = sql`clock_timestamp()`
  const rows = deliveries.map((delivery) => ({ id: newUuid(), ...delivery }))
  await tx.insert(webhookDeliveries).values(rows.map((row) => ({ ...row, nextAttemptAt: now })))
  await tx.insert(webhookQueue).values(
    rows.map(({ id, endpointId, eventId, trigger }) => ({
      deliveryId: id,
      endpointId,
      eventId,
      trigger,
      dueAt: now,
    })),
  )
  const endpoints = deliveries.map(({ endpointId }) => endpointId)
  await tx
    .update(webhookLanes)
    .set({ nextDueAt: sql`least(${webhookLanes.nextDueAt}, clock_timestamp())` })
    .where(inArray(webhookLanes.endpointId, endpoints))
  return rows.map(({ id }) => id)
}

/** In the order of their ids: two that hold many never wait for each other in a circle. */
export async function holdLanes(tx: TenantTx, endpointIds: string[]): Promise<void> {
  await tx
    .select({ id: webhookLanes.endpointId })
    .from(webhookLanes)
    .where(inArray(webhookLanes.endpointId, endpointIds))
    .orderBy(webhookLanes.endpointId)
    .for('update')
}
