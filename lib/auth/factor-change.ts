import { asSystem, type SystemTx } from '@/db/tenant'
import { noteSignal } from '@/lib/alerts/note-signal'
import type { AuditAction } from '@/lib/audit/action-schema'
import { recordAuditIn } from '@/lib/audit/record'
import type { User } from '@/lib/auth/schema'
import { visitWords } from '@/lib/auth/visit-words'
import { env } from '@/lib/core/env'
import { toTypeId } from '@/lib/core/ids'
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
 * Runs a change and tells of it: the person by mail, which is part of the change, and then every workspace that they
 * belong to, in its audit log and to its alerts.
 */
export async function changeFactors<Done>(
  user: User,
  visit: Visit,
  change: (tx: SystemTx) => Promise<{ done: Done; told: FactorChange | null }>,
): Promise<Done> {
  const { done, told } = await asSystem(async (tx) => {
    const outcome = await change(tx)
    if (outcome.told) await mail(tx, user, visit, outcome.told.words)
    return outcome
  })
  if (told) await tellWorkspaces(user, visit, told)
  return done
}

function mail(tx: SystemTx, user: User, visit: Visit, words: string): Promise<void> {
  const securityLink = `${env().APP_ORIGIN}/account/security`
  const fields = { ...visitWords(visit), change: words, securityLink }
  return queueMailIn(tx, { template: 'second_factor_changed', to: user.email, fields })
}

async function tellWorkspaces(user: User, { requestId, address }: Visit, { action, facts }: FactorChange) {
  const tenantIds = (await listMemberships(user.id)).map(({ tenant }) => tenant.id)
  const subject = toTypeId('user', user.id)
  await recordAuditIn(
    tenantIds,
    { actor: { type: 'user', id: user.id }, requestId, address },
    { action, target: { type: 'user', id: subject }, ...(facts ? { after: facts } : {}) },
  )
  for (const tenantId of tenantIds)
    await noteSignal({ tenantId, kind: 'credential_changed', subject, facts: { change: action } })
}
