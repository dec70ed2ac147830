import type { TenantTx } from '@/db/tenant'
import { recordAudit } from '@/lib/audit/record'
import type { Ctx } from '@/lib/core/context'
import { toTypeId } from '@/lib/core/ids'
import { toTimestamp } from '@/lib/core/time'
import type { ApiKeyRow } from '@/lib/keys/store'

type KeyAction = 'api_key.created' | 'api_key.rotated' | 'api_key.revoked'
type Change = { before?: Record<string, unknown>; after?: Record<string, unknown> }

/** Writes down what became of a key. The key itself, and its hash, are not among it. */
export function recordKey(
  ctx: Ctx,
  tx: TenantTx,
  action: KeyAction,
  { id, change }: { id: string; change: Change },
): Promise<void> {
  return recordAudit(ctx, tx, { action, target: { type: 'api_key', id: toTypeId('key', id) }, ...change })
}

/** What a key may do and for how long, as its object shows it. */
export function accessOf(row: ApiKeyRow) {
  return {
    name: row.name,
    last_four: row.lastFour,
    scopes: row.scopes,
    allowed_addresses: row.allowedAddresses,
    sender_id: row.senderId && toTypeId('sender', row.senderId),
    expires_at: toTimestamp(row.expiresAt),
  }
}
