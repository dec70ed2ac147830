import { z } from 'zod'
import type { AuditEntry, ChainState } from '@/lib/audit/schema'
import { ChainFault } from '@/lib/audit/schema'
import type { EntryRow, HeadState } from '@/lib/audit/store'
import { toTypeId } from '@/lib/core/ids'
import { toTimestamp } from '@/lib/core/time'

const Values = z.record(z.string(), z.unknown()).nullable().catch(null)

export function presentEntry(row: EntryRow): AuditEntry {
  return {
    object: 'audit_entry',
    id: toTypeId('auditEntry', row.id),
    seq: row.seq,
    happened_at: toTimestamp(row.happenedAt),
    action: row.action,
    actor: { type: row.actorType, id: row.actorId },
    target: { type: row.targetType, id: row.targetId },
    mode: row.entryMode,
    before: Values.parse(row.before),
    after: Values.parse(row.after),
    request_id: toTypeId('request', row.requestId),
    address: row.address,
    address_hash: row.addressHash,
    previous_hash: row.previousHash,
    hash: row.hash,
  }
}

export function presentChain(head: HeadState | null): ChainState {
  return {
    seq: head?.seq ?? 0,
    verifiedSeq: head?.verifiedSeq ?? 0,
    verifiedAt: toTimestamp(head?.verifiedAt ?? null),
    anchoredSeq: head?.anchoredSeq ?? 0,
    anchoredAt: toTimestamp(head?.anchoredAt ?? null),
    anchor: head?.anchor ?? null,
    sweptAt: toTimestamp(head?.sweptAt ?? null),
    fault: ChainFault.nullable()
      .catch(null)
      .parse(head?.fault ?? null),
  }
}
