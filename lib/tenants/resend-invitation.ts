import { recordAudit } from '@/lib/audit/record'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { fromTypeId } from '@/lib/core/ids'
import { requirePerson } from '@/lib/core/permissions'
import { policy } from '@/lib/core/policy'
import { requireStepUp } from '@/lib/core/step-up'
import { secondsUntil } from '@/lib/core/time'
import { mailInvitation, newInvitationToken } from '@/lib/tenants/mail-invitation'
import { presentInvitations } from '@/lib/tenants/present'
import { requireSeat } from '@/lib/tenants/require-seat'
import { mayInvite, roleOf } from '@/lib/tenants/rules'
import type { InvitationObject } from '@/lib/tenants/schema'
import { findInvitation, getTenant, renewInvitation, selectInvitations } from '@/lib/tenants/store'
import { refuse, withTeam } from '@/lib/tenants/with-team'

const { invitationDays, mailsPerInvitation, resendSeconds } = policy.teams

/**
 * Mails another link, good for as long as a first one; the one before opens nothing any more. Throws `not_found`,
 * `seats_taken` for one whose time was over and whose seat is gone, and `too_many_attempts`.
 */
export async function resendInvitation(ctx: Ctx, { id }: { id: string }): Promise<InvitationObject> {
  const from = requirePerson(ctx, 'team.write')
  requireStepUp(ctx)
  const uuid = fromTypeId('invitation', id)
  if (!uuid) throw new AppError('not_found')
  const { token, tokenHash } = newInvitationToken()
  const { invitation, workspace } = await withTeam(ctx, async (tx, team) => {
    const old = await findInvitation(tx, uuid)
    if (!old) throw new AppError('not_found')
    if (!mayInvite(roleOf(team, from.id), old.role))
      throw refuse(old.role === 'owner' ? 'owners_only' : 'role_missing')
    const { plan, name } = await getTenant(tx)
    const others = (await selectInvitations(tx)).filter((row) => !row.isExpired && row.id !== uuid)
    requireSeat(plan, team.length + others.length)
    requireRest(old)
    const renewed = await renewInvitation(tx, uuid, { tokenHash, invitedBy: from.id }, invitationDays)
    await recordAudit(ctx, tx, {
      action: 'invitation.resent',
      target: { type: 'invitation', id },
      after: { role: renewed.role, mails_sent: renewed.mailsSent },
    })
    return { invitation: renewed, workspace: name }
  })
  await mailInvitation({ invitation, token, workspace, from })
  const [shown] = await presentInvitations([invitation])
  if (!shown) throw new AppError('not_found')
  return shown
}

function requireRest({ mailsSent, sentAt }: { mailsSent: number; sentAt: Date }): void {
  if (mailsSent >= mailsPerInvitation)
    throw new AppError('state_conflict', {
      detail: `It was mailed ${mailsSent} times. Take it back and invite the address anew.`,
    })
  const next = new Date(sentAt.getTime() + resendSeconds * 1_000)
  if (next > new Date())
    throw new AppError('too_many_attempts', {
      detail: 'It was mailed a moment ago.',
      retryAfterSeconds: secondsUntil(next),
    })
}
