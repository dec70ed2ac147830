import { recordAudit } from '@/lib/audit/record'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { fromTypeId } from '@/lib/core/ids'
import { requirePerson } from '@/lib/core/permissions'
import { presentInvitations } from '@/lib/tenants/present'
import { mayInvite, roleOf } from '@/lib/tenants/rules'
import type { InvitationObject } from '@/lib/tenants/schema'
import { findInvitation, markInvitationRevoked } from '@/lib/tenants/store'
import { refuse, withTeam } from '@/lib/tenants/with-team'

/** From the commit on its link opens nothing. It takes away, and so asks for no fresh proof. Throws `not_found`. */
export async function revokeInvitation(ctx: Ctx, { id }: { id: string }): Promise<InvitationObject> {
  const person = requirePerson(ctx, 'team.write')
  const uuid = fromTypeId('invitation', id)
  if (!uuid) throw new AppError('not_found')
  const invitation = await withTeam(ctx, async (tx, team) => {
    const found = await findInvitation(tx, uuid)
    if (!found) throw new AppError('not_found')
    if (!mayInvite(roleOf(team, person.id), found.role))
      throw refuse(found.role === 'owner' ? 'owners_only' : 'role_missing')
    await markInvitationRevoked(tx, uuid)
    await recordAudit(ctx, tx, {
      action: 'invitation.revoked',
      target: { type: 'invitation', id },
      before: { role: found.role },
    })
    return found
  })
  const [shown] = await presentInvitations([invitation], 'revoked')
  if (!shown) throw new AppError('not_found')
  return shown
}
