import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { toTypeId } from '@/lib/core/ids'
import { requirePermission } from '@/lib/core/permissions'
import { toTimestamp } from '@/lib/core/time'
import type { SenderCard } from '@/lib/senders/card-schema'
import { selectCards } from '@/lib/senders/card-store'

/** The numbers of the context's mode with their accounts: the primary one first, those that are gone last. */
export async function listSenderCards(ctx: Ctx): Promise<SenderCard[]> {
  requirePermission(ctx, 'senders.read')
  const rows = await withTenant(ctx, selectCards)
  return rows.map(({ sender, account }) => ({
    id: toTypeId('sender', sender.id),
    phone: sender.phone,
    display_name: sender.displayName,
    status: sender.status,
    is_primary: sender.isPrimary,
    is_coexistence: sender.isCoexistence,
    quality: sender.quality,
    number_status: sender.numberStatus,
    name_status: sender.nameStatus,
    messaging_limit: account?.messagingLimit ?? null,
    verification_status: account?.verificationStatus ?? null,
    account_name: account?.name ?? null,
    token_status: ctx.mode === 'live' ? (account?.tokenStatus ?? 'missing') : null,
    token_expires_at: toTimestamp(account?.tokenExpiresAt ?? null),
    connected_at: toTimestamp(sender.connectedAt),
    disconnected_at: toTimestamp(sender.disconnectedAt),
  }))
}
