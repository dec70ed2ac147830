import { noteSignal } from '@/lib/alerts/note-signal'
import { recordAuditIn } from '@/lib/audit/record'
import { describeBrowser } from '@/lib/auth/device-rules'
import { findPlaceLine } from '@/lib/auth/find-place'
import type { User } from '@/lib/auth/schema'
import { securityLink } from '@/lib/auth/security-link'
import { toTypeId } from '@/lib/core/ids'
import { toTimestamp } from '@/lib/core/time'
import type { Visit } from '@/lib/core/visit'
import type { Mail } from '@/lib/mails/schema'
import { listMemberships } from '@/lib/tenants/list-memberships'

/** What a person is told when a token of theirs was turned in twice. */
export async function reuseMail(user: User, visit: Visit): Promise<Mail<'token_reuse'>> {
  const [place, sessionsLink] = await Promise.all([findPlaceLine(visit.address), securityLink(user.id)])
  const browser = describeBrowser(visit.userAgent)
  const fields = { at: toTimestamp(new Date()), browser, place, sessionsLink }
  return { template: 'token_reuse', to: user.email, fields }
}

/** In each of their workspaces: an entry in the audit log, and a signal for the rules. */
export async function reportReuse(user: User, sessionId: string, visit: Visit): Promise<void> {
  const { requestId, address } = visit
  const tenantIds = (await listMemberships(user.id)).map(({ tenant }) => tenant.id)
  const [userId, session] = [toTypeId('user', user.id), toTypeId('session', sessionId)]
  await recordAuditIn(
    tenantIds,
    { actor: { type: 'system', id: 'token_reuse' }, requestId, address },
    {
      action: 'session.ended',
      target: { type: 'session', id: session },
      after: { reason: 'token_reused', user: userId },
    },
  )
  for (const tenantId of tenantIds)
    await noteSignal({ tenantId, kind: 'token_reused', subject: userId, facts: { session } })
}
