import type { z } from 'zod'
import { withTenant } from '@/db/tenant'
import { recordAudit } from '@/lib/audit/record'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { newUuid, toTypeId } from '@/lib/core/ids'
import { requirePerson } from '@/lib/core/permissions'
import { policy } from '@/lib/core/policy'
import { pseudonym } from '@/lib/core/pseudonym'
import { requireStepUp } from '@/lib/core/step-up'
import { mailInvitation, newInvitationToken } from '@/lib/tenants/mail-invitation'
import { presentInvitations, presentMembers } from '@/lib/tenants/present'
import { requireSeat } from '@/lib/tenants/require-seat'
import { mayInvite, roleOf } from '@/lib/tenants/rules'
import type { InvitationObject, InviteMemberInput } from '@/lib/tenants/schema'
import {
  countInvitedToday,
  getTenant,
  type InvitationRow,
  insertInvitation,
  selectInvitations,
  selectMembers,
} from '@/lib/tenants/store'
import { refuse, withTeam } from '@/lib/tenants/with-team'

type Input = z.output<typeof InviteMemberInput>
const { invitationDays, invitationsPerDay, openInvitations } = policy.teams

/**
 * Invites an address into the team, and says nothing of whether it has an account. Throws `seats_taken`,
 * `state_conflict` for somebody who is a member or invited already, `too_many_attempts`, and `role_missing` also for
 * an admin who would make an owner.
 */
export async function inviteMember(ctx: Ctx, { email, role }: Input): Promise<InvitationObject> {
  const from = requirePerson(ctx, 'team.write')
  requireStepUp(ctx)
  const members = await presentMembers(ctx, await withTenant(ctx, selectMembers))
  if (members.some((member) => member.email === email)) throw conflict(`${email} is in the team already.`)
  const { token, tokenHash } = newInvitationToken()
  const { invitation, workspace } = await withTeam(ctx, async (tx, team) => {
    if (!mayInvite(roleOf(team, from.id), role))
      throw refuse(roleOf(team, from.id) === 'admin' ? 'owners_only' : 'role_missing')
    const waiting = await selectInvitations(tx)
    requireNoOther(waiting, email)
    const { plan, name } = await getTenant(tx)
    requireSeat(plan, team.length + waiting.filter(({ isExpired }) => !isExpired).length)
    if ((await countInvitedToday(tx)) >= invitationsPerDay)
      throw new AppError('too_many_attempts', {
        detail: `At most ${invitationsPerDay} invitations a day.`,
        retryAfterSeconds: 3_600,
      })
    const row = { id: newUuid(), email, role, invitedBy: from.id, tokenHash }
    const made = await insertInvitation(tx, row, invitationDays)
    await recordAudit(ctx, tx, {
      action: 'member.invited',
      target: { type: 'invitation', id: toTypeId('invitation', made.id) },
      after: { email_hash: pseudonym('email', email), role },
    })
    return { invitation: made, workspace: name }
  })
  await mailInvitation({ invitation, token, workspace, from })
  const [shown] = await presentInvitations([invitation])
  if (!shown) throw new AppError('not_found')
  return shown
}

function requireNoOther(waiting: InvitationRow[], email: string): void {
  if (waiting.some((other) => other.email === email))
    throw conflict(`${email} is invited already: send that invitation again, or take it back.`)
  if (waiting.length >= openInvitations)
    throw conflict(`At most ${openInvitations} invitations may wait at once; take one back first.`)
}

function conflict(detail: string): AppError {
  return new AppError('state_conflict', { detail })
}
