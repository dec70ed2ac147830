import type { z } from 'zod'
import { recordAudit } from '@/lib/audit/record'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { fromTypeId } from '@/lib/core/ids'
import { requirePerson } from '@/lib/core/permissions'
import { requireStepUp } from '@/lib/core/step-up'
import { presentMembers } from '@/lib/tenants/present'
import { revokeInvitationsOf } from '@/lib/tenants/revoke-invitations-of'
import { whyNotChange } from '@/lib/tenants/rules'
import type { ChangeRoleInput, MemberObject } from '@/lib/tenants/schema'
import { setRole } from '@/lib/tenants/store'
import { refuse, withTeam } from '@/lib/tenants/with-team'

type Input = z.output<typeof ChangeRoleInput> & { id: string }

/**
 * Gives a member another role, from their next request on. Throws `not_found`, `role_missing` also for an admin who
 * would make or change an owner, and `state_conflict` for the last owner.
 */
export async function changeRole(ctx: Ctx, { id, role }: Input): Promise<MemberObject> {
  const actor = requirePerson(ctx, 'team.write')
  requireStepUp(ctx)
  const target = fromTypeId('user', id)
  if (!target) throw new AppError('not_found')
  const changed = await withTeam(ctx, async (tx, team) => {
    const refusal = whyNotChange(team, { actor: actor.id, target, to: role })
    if (refusal) throw refuse(refusal)
    const member = team.find(({ userId }) => userId === target)
    if (!member) throw new AppError('not_found')
    if (member.role === role) return member
    await setRole(tx, target, role)
    const revoked = await revokeInvitationsOf(tx, target, role)
    await recordAudit(ctx, tx, {
      action: 'member.role_changed',
      target: { type: 'user', id },
      before: { role: member.role },
      after: { role, ...(revoked > 0 ? { invitations_revoked: revoked } : {}) },
    })
    return { ...member, role }
  })
  const [shown] = await presentMembers(ctx, [changed])
  if (!shown) throw new AppError('not_found')
  return shown
}
