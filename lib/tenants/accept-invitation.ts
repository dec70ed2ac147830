import { asSystem, withTenant } from '@/db/tenant'
import { recordAuditBy } from '@/lib/audit/record'
import { AppError } from '@/lib/core/errors'
import { toTypeId } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'
import type { Visit } from '@/lib/core/visit'
import { hashOfToken } from '@/lib/tenants/mail-invitation'
import { requireSeat } from '@/lib/tenants/require-seat'
import { roleOf } from '@/lib/tenants/rules'
import {
  findInvitation,
  getTenant,
  insertMember,
  lockTeam,
  markInvitationAccepted,
} from '@/lib/tenants/store'
import { countMemberships, findInvitationByToken } from '@/lib/tenants/system'

const { tenantsPerPerson } = policy.teams

/**
 * Puts somebody into the team that their address was invited to. Once: of two who try at the same time one joins.
 * Throws `not_found` for a token that opens nothing, `state_conflict` for another address, and `seats_taken`.
 */
export async function acceptInvitation(
  visit: Visit,
  user: { id: string; email: string },
  { token }: { token: string },
): Promise<{ slug: string }> {
  const tokenHash = hashOfToken(token)
  const found = await asSystem((tx) => findInvitationByToken(tx, tokenHash))
  if (!found) throw new AppError('not_found')
  if (found.email !== user.email)
    throw new AppError('state_conflict', { detail: 'The invitation went to another address.' })
  await requireRoomForOneMore(user.id)
  await withTenant({ tenantId: found.tenantId, mode: 'live' }, async (tx) => {
    const team = await lockTeam(tx)
    const invitation = await findInvitation(tx, found.id)
    if (!invitation || invitation.isExpired || invitation.tokenHash !== tokenHash)
      throw new AppError('not_found')
    await markInvitationAccepted(tx, invitation.id)
    if (roleOf(team, user.id)) return
    requireSeat((await getTenant(tx)).plan, team.length)
    await insertMember(tx, user.id, invitation.role)
    const actor = { type: 'user' as const, id: user.id }
    await recordAuditBy({ actor, requestId: visit.requestId, address: visit.address }, tx, found.tenantId, {
      action: 'invitation.accepted',
      target: { type: 'invitation', id: toTypeId('invitation', invitation.id) },
      after: { user: toTypeId('user', user.id), role: invitation.role },
    })
  })
  return { slug: found.slug }
}

/** The access token names all of somebody's workspaces, and a cookie has only so much room. */
async function requireRoomForOneMore(userId: string): Promise<void> {
  const tenants = await asSystem((tx) => countMemberships(tx, userId))
  if (tenants < tenantsPerPerson) return
  throw new AppError('state_conflict', {
    detail: `You are in ${tenants} workspaces, and nobody is in more: leave one first.`,
  })
}
