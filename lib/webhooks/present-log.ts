import { fromTypeId, type IdKind, toTypeId } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'
import { toTimestamp } from '@/lib/core/time'
import {
  AttemptError,
  type AttemptObject,
  type DeliveryObject,
  type RecoveryObject,
} from '@/lib/webhooks/delivery-schema'
import type { EventObject } from '@/lib/webhooks/event-schema'
import type { AttemptRow, DeliveryRow, EventRow, RecoveryRow } from '@/lib/webhooks/log-store'

/** What no id can be: a filter for it finds nothing. */
const nobody = '00000000-0000-0000-0000-000000000000'

export function uuidOf(kind: IdKind, id: string | undefined): string | undefined {
  return id === undefined ? undefined : (fromTypeId(kind, id) ?? nobody)
}

export function dateOf(text: string | undefined): Date | undefined {
  return text === undefined ? undefined : new Date(text)
}

export function presentEvent(row: EventRow): EventObject {
  const at = toTimestamp(row.createdAt)
  return {
    object: 'event',
    id: toTypeId('event', row.id),
    type: row.type,
    mode: row.mode,
    timestamp: at,
    data: Object.fromEntries(Object.entries(row.data ?? {})),
    created_at: at,
  }
}

export function presentDelivery(row: DeliveryRow): DeliveryObject {
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
    last_attempt_at: stamp(row.lastAttemptAt),
    next_attempt_at: stamp(row.nextAttemptAt),
    ended_at: stamp(row.endedAt),
    created_at: toTimestamp(row.createdAt),
  }
}

export function presentAttempt(row: AttemptRow): AttemptObject {
  const body = Buffer.from(row.responseBody)
  return {
    number: row.number,
    started_at: toTimestamp(row.startedAt),
    duration_ms: row.milliseconds,
    status_code: row.statusCode,
    error: AttemptError.nullable().catch(null).parse(row.error),
    request: { headers: headersOf(row.requestHeaders) },
    response:
      row.statusCode === null
        ? null
        : {
            headers: headersOf(row.responseHeaders),
            body: body.subarray(0, policy.webhooks.shownBytes).toString(),
            truncated: body.length > policy.webhooks.shownBytes,
          },
  }
}

export function presentRecovery(
  row: RecoveryRow,
  { delivered, failed }: { delivered: number; failed: number },
): RecoveryObject {
  return {
    object: 'recovery',
    id: toTypeId('recovery', row.id),
    mode: row.mode,
    endpoint_id: toTypeId('endpoint', row.endpointId),
    since: toTimestamp(row.since),
    until: toTimestamp(row.until),
    dry_run: false,
    status: row.status,
    total: row.total,
    queued: row.queued,
    delivered,
    failed,
    ended_at: stamp(row.endedAt),
    created_at: toTimestamp(row.createdAt),
  }
}

function stamp(at: Date | null): string | null {
  return at && toTimestamp(at)
}

function headersOf(value: unknown): Record<string, string> {
  return Object.fromEntries(Object.entries(value ?? {}).map(([name, text]) => [name, String(text)]))
}
