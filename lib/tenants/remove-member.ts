import { recordAudit } from '@/lib/audit/record'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { fromTypeId, toTypeId } from '@/lib/core/ids'
import { requirePerson } from '@/lib/core/permissions'
import { requireStepUp } from '@/lib/core/step-up'
import { revokeInvitationsOf } from '@/lib/tenants/revoke-invitations-of'
import { whyNotChange } from '@/lib/tenants/rules'
import { deleteMember } from '@/lib/tenants/store'
import { refuse, withTeam } from '@/lib/tenants/with-team'

/**
 * Takes somebody out of the team: their next request finds no workspace. What they made, API keys among it, stays
 * the workspace's. Throws as `changeRole` does.
 */
export async function removeMember(ctx: Ctx, { id }: { id: string }): Promise<{ id: string }> {
  const actor = requirePerson(ctx, 'team.write')
  requireStepUp(ctx)
  const target = fromTypeId('user', id)
  if (!target) throw new AppError('not_found')
  await takeOut(ctx, { actor: actor.id, target, action: 'member.removed' })
  return { id }
}

/** Everybody may leave, but for the last owner: throws `state_conflict`. */
export async function leaveTenant(ctx: Ctx): Promise<{ id: string }> {
  const { actor } = ctx
  if (actor.type !== 'user') throw new AppError('role_missing')
  await takeOut(ctx, { actor: actor.id, target: actor.id, action: 'member.left' })
  return { id: toTypeId('user', actor.id) }
}

type Removal = { actor: string; target: string; action: 'member.removed' | 'member.left' }

function takeOut(ctx: Ctx, { actor, target, action }: Removal): Promise<void> {
  return withTeam(ctx, async (tx, team) => {
    const refusal = whyNotChange(team, { actor, target, to: null })
    if (refusal) throw refuse(refusal)
    await deleteMember(tx, target)
    const revoked = await revokeInvitationsOf(tx, target, null)
    await recordAudit(ctx, tx, {
      action,
      target: { type: 'user', id: toTypeId('user', target) },
      before: { role: team.find(({ userId }) => userId === target)?.role },
      ...(revoked > 0 ? { after: { invitations_revoked: revoked } } : {}),
    })
  })
}
