import { inArray, sql } from 'drizzle-orm'
import { webhookDeliveries } from '@/db/tables/webhooks'
import type { TenantTx } from '@/db/tenant'

export type DeliveryCount = { eventId: string; all: number; delivered: number; pending: number }

/** Of each of these events that has deliveries; which is found by an index. */
export function countDeliveriesOf(tx: TenantTx, eventIds: string[]): Promise<DeliveryCount[]> {
  const { eventId, status } = webhookDeliveries
  return tx
    .select({
      eventId,
      all: sql<number>`count(*)::int`,
      delivered: sql<number>`count(*) filter (where ${status} = 'delivered')::int`,
      pending: sql<number>`count(*) filter (where ${status} = 'pending')::int`,
    })
    .from(webhookDeliveries)
    .where(inArray(eventId, eventIds))
    .groupBy(eventId)
}
