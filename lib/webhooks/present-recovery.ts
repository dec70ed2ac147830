import { toTypeId } from '@/lib/core/ids'
import { toTimestamp } from '@/lib/core/time'
import type { RecoveryObject } from '@/lib/webhooks/delivery-schema'
import type { RecoveryProgress, RecoveryRow } from '@/lib/webhooks/recovery-store'

export function presentRecovery(row: RecoveryRow, { waiting, failed }: RecoveryProgress): RecoveryObject {
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
    // The log forgets after a while, and a recovery does not.
    delivered: Math.max(0, row.queued - waiting - failed),
    failed,
    ended_at: toTimestamp(row.endedAt),
    created_at: toTimestamp(row.createdAt),
  }
}
