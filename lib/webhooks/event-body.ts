import type { events } from '@/db/tables/webhooks'
import { toTypeId } from '@/lib/core/ids'
import { toTimestamp } from '@/lib/core/time'

type EventRow = Pick<typeof events.$inferSelect, 'id' | 'type' | 'createdAt' | 'mode' | 'data'>

/** What an event is posted as, byte for byte the same on every attempt: signed as it is, never taken apart again. */
export function eventBody({ id, type, createdAt, mode, data }: EventRow): string {
  return JSON.stringify({ id: toTypeId('event', id), type, timestamp: toTimestamp(createdAt), mode, data })
}
