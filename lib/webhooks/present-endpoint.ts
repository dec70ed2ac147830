import type { webhookEndpoints, webhookLanes } from '@/db/tables/webhooks'
import { toTypeId } from '@/lib/core/ids'
import { toTimestamp } from '@/lib/core/time'
import type { EndpointObject } from '@/lib/webhooks/endpoint-schema'

type EndpointRow = typeof webhookEndpoints.$inferSelect
type LaneRow = Pick<typeof webhookLanes.$inferSelect, 'failingSince' | 'lastSucceededAt' | 'lastFailedAt'>

/** An endpoint in its public form. Of its own headers it has the names alone. */
export function presentEndpoint(row: EndpointRow, lane: LaneRow): EndpointObject {
  return {
    object: 'webhook_endpoint',
    id: toTypeId('endpoint', row.id),
    mode: row.mode,
    url: row.url,
    events: row.eventTypes ?? ['*'],
    description: row.description,
    enabled: row.enabled,
    disabled_reason: row.disabledReason,
    disabled_at: toTimestamp(row.disabledAt),
    rate_per_second: row.ratePerSecond,
    header_names: row.headerNames,
    failing_since: toTimestamp(lane.failingSince),
    last_succeeded_at: toTimestamp(lane.lastSucceededAt),
    last_failed_at: toTimestamp(lane.lastFailedAt),
    created_at: toTimestamp(row.createdAt),
    updated_at: toTimestamp(row.updatedAt),
  }
}
