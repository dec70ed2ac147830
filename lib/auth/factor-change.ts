import { asSystem, type SystemTx } from '@/db/tenant'
import { noteSignal } from '@/lib/alerts/note-signal'
import type { AuditAction } from '@/lib/audit/action-schema'
import { recordAuditWithin } from '@/lib/audit/record'
import { describeBrowser } from '@/lib/auth/device-rules'
import { findPlaceLine } from '@/lib/auth/find-place'
import type { User } from '@/lib/auth/schema'
import { securityLink } from '@/lib/auth/security-link'
import { toTypeId } from '@/lib/core/ids'
import { toTimestamp } from '@/lib/core/time'
import type { Visit } from '@/lib/core/visit'
import { queueMailIn } from '@/lib/mails/queue'
import { listMemberships } from '@/lib/tenants/list-memberships'

/** A change of how a person proves who they are. */
export type FactorChange = {
  /** The sentence that their mail tells it in. */
  words: string
  action: AuditAction
  facts?: Record<string, string | number>
}

/**
 * Runs a change and tells of it, as part of the change itself: the person by mail, and every workspace that they belong
 * to in its audit log. Its alerts hear of it once it is so.
 */
export async function changeFactors<Done>(
  user: User,
  visit: Visit,
  change: (tx: SystemTx) => Promise<{ done: Done; told: FactorChange | null }>,
): Promise<Done> {
  const [memberships, circumstances] = await Promise.all([listMemberships(user.id), wordsOf(user, visit)])
  const tenantIds = memberships.map(({ tenant }) => tenant.id)
  const subject = toTypeId('user', user.id)
  const { done, told } = await asSystem(async (tx) => {
    const outcome = await change(tx)
    if (!outcome.told) return outcome
    const { words, action, facts } = outcome.told
    const fields = { ...circumstances, change: words }
    await queueMailIn(tx, { template: 'second_factor_changed', to: user.email, fields })
    const actor = { type: 'user', id: user.id } as const
    const record = { action, target: { type: 'user', id: subject }, ...(facts ? { after: facts } : {}) }
    await recordAuditWithin(tx, tenantIds, { ...visit, actor }, record)
    return outcome
  })
  for (const tenantId of told ? tenantIds : [])
    await noteSignal({ tenantId, kind: 'credential_changed', subject, facts: { change: told?.action ?? '' } })
  return done
}

async function wordsOf({ id }: User, { userAgent, address }: Visit) {
  const [place, link] = await Promise.all([findPlaceLine(address), securityLink(id)])
  return { at: toTimestamp(new Date()), browser: describeBrowser(userAgent), place, securityLink: link }
}
