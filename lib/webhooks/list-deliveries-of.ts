import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { toTypeId } from '@/lib/core/ids'
import { requirePermission } from '@/lib/core/permissions'
import { toTimestamp } from '@/lib/core/time'
import type { DeliveryOf } from '@/lib/webhooks/health-schema'
import { selectDeliveriesOf } from '@/lib/webhooks/health-store'

/** What became of the events about one thing, by its public id: a few of the newest deliveries, the newest first. */
export async function listDeliveriesOf(
  ctx: Ctx,
  { subjectId }: { subjectId: string },
): Promise<DeliveryOf[]> {
  requirePermission(ctx, 'webhooks.read')
  const rows = await withTenant(ctx, (tx) => selectDeliveriesOf(tx, subjectId))
  return rows.map(({ delivery, url }) => ({
    id: toTypeId('delivery', delivery.id),
    event_type: delivery.eventType,
    endpoint_id: toTypeId('endpoint', delivery.endpointId),
    url,
    trigger: delivery.trigger,
    status: delivery.status,
    attempt_count: delivery.attempts,
    last_status_code: delivery.lastStatusCode,
    last_error: delivery.lastError,
    last_duration_ms: delivery.lastMilliseconds,
    next_attempt_at: toTimestamp(delivery.nextAttemptAt),
    created_at: toTimestamp(delivery.createdAt),
  }))
}
