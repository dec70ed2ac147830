import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { toTypeId } from '@/lib/core/ids'
import { requirePermission } from '@/lib/core/permissions'
import type { SenderSummary } from '@/lib/senders/schema'
import { selectSenders } from '@/lib/senders/store'

/** The numbers of the context's mode, the primary one first. */
export async function listSenders(ctx: Ctx): Promise<SenderSummary[]> {
  requirePermission(ctx, 'senders.read')
  const rows = await withTenant(ctx, selectSenders)
  return rows.map(({ id, phone, displayName, status, isPrimary }) => ({
    id: toTypeId('sender', id),
    phone,
    display_name: displayName,
    status,
    is_primary: isPrimary,
  }))
}
