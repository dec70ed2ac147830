import { toTypeId } from '@/lib/core/ids'
import { toTimestamp } from '@/lib/core/time'
import type { SenderEventObject } from '@/lib/senders/event-schema'
import type { SenderRow } from '@/lib/senders/link-store'
import type { DomainEvent } from '@/lib/webhooks/schema'

export function senderEvent(type: 'sender.connected' | 'sender.disconnected', row: SenderRow): DomainEvent {
  const data: SenderEventObject = {
    id: toTypeId('sender', row.id),
    phone: row.phone,
    display_name: row.displayName,
    status: row.status,
    is_primary: row.isPrimary,
    quality: row.quality,
    number_status: row.numberStatus,
    name_status: row.nameStatus,
    waba_id: row.wabaId,
    connected_at: toTimestamp(row.connectedAt),
    disconnected_at: toTimestamp(row.disconnectedAt),
    disconnect_reason: row.disconnectReason,
  }
  return { type, subjectId: data.id, data }
}
