import type { TenantTx } from '@/db/tenant'
import type { Role } from '@/lib/core/context'
import { mayInvite } from '@/lib/tenants/rules'
import { markInvitationRevoked, selectInvitations } from '@/lib/tenants/store'

/**
 * Takes back what somebody has offered others and could not offer now, with their new role or none: nobody comes in
 * by the word of someone who has gone. Says how many there were.
 */
export async function revokeInvitationsOf(tx: TenantTx, userId: string, role: Role | null): Promise<number> {
  const waiting = await selectInvitations(tx)
  const baseless = waiting.filter((row) => row.invitedBy === userId && !mayInvite(role, row.role))
  for (const { id } of baseless) await markInvitationRevoked(tx, id)
  return baseless.length
}
