import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { fromTypeId, toTypeId } from '@/lib/core/ids'
import { requirePermission } from '@/lib/core/permissions'
import { countDeliveriesOf, type DeliveryCount } from '@/lib/webhooks/count-store'

export type DeliveryCounts = Omit<DeliveryCount, 'eventId'>

/** How many deliveries a page of events has, by the events' ids; what has none, or is not there, is left out. */
export async function countDeliveries(
  ctx: Ctx,
  { eventIds }: { eventIds: readonly string[] },
): Promise<ReadonlyMap<string, DeliveryCounts>> {
  requirePermission(ctx, 'webhooks.read')
  const uuids = eventIds.flatMap((id) => fromTypeId('event', id) ?? [])
  if (uuids.length === 0) return new Map()
  const rows = await withTenant(ctx, (tx) => countDeliveriesOf(tx, uuids))
  return new Map(rows.map(({ eventId, ...counts }) => [toTypeId('event', eventId), counts]))
}
