import type { webhookDeliveries } from '@/db/tables/webhooks'
import { toTypeId } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'
import { toTimestamp } from '@/lib/core/time'
import type { DeliveryObject } from '@/lib/webhooks/delivery-schema'

/** A delivery in its public form, without its attempts. */
export function presentDelivery(row: typeof webhookDeliveries.$inferSelect): DeliveryObject {
  return {
    object: 'delivery',
    id: toTypeId('delivery', row.id),
    mode: row.mode,
    endpoint_id: toTypeId('endpoint', row.endpointId),
    event_id: toTypeId('event', row.eventId),
    event_type: row.eventType,
    trigger: row.trigger,
    replay_of: row.replayOf && toTypeId('delivery', row.replayOf),
    recovery_id: row.recoveryId && toTypeId('recovery', row.recoveryId),
    status: row.status,
    attempt_count: row.attempts,
    max_attempts: policy.webhooks.retrySeconds.length + 1,
    last_status_code: row.lastStatusCode,
    last_error: row.lastError,
    last_duration_ms: row.lastMilliseconds,
    last_attempt_at: toTimestamp(row.lastAttemptAt),
    next_attempt_at: toTimestamp(row.nextAttemptAt),
    ended_at: toTimestamp(row.endedAt),
    created_at: toTimestamp(row.createdAt),
  }
}
