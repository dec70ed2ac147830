import type { events } from '@/db/tables/webhooks'
import { toTypeId } from '@/lib/core/ids'
import { toTimestamp } from '@/lib/core/time'
import { EventData, type EventObject } from '@/lib/webhooks/event-schema'

/** `id`, `type`, `timestamp`, `mode` and `data` of it, in this order and as JSON, are what its deliveries carry. */
export function presentEvent(row: typeof events.$inferSelect): EventObject {
  const timestamp = toTimestamp(row.createdAt)
  return {
    object: 'event',
    id: toTypeId('event', row.id),
    type: row.type,
    mode: row.mode,
    timestamp,
    data: EventData.parse(row.data),
    created_at: timestamp,
  }
}
