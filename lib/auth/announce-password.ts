import type { SystemTx } from '@/db/tenant'
import { noteSignal } from '@/lib/alerts/note-signal'
import { recordAuditIn } from '@/lib/audit/record'
import { describeBrowser } from '@/lib/auth/device-rules'
import { findPlaceLine } from '@/lib/auth/find-place'
import type { User } from '@/lib/auth/schema'
import { env } from '@/lib/core/env'
import { toTypeId } from '@/lib/core/ids'
import { log } from '@/lib/core/log'
import { toTimestamp } from '@/lib/core/time'
import type { Visit } from '@/lib/core/visit'
import { queueMailIn } from '@/lib/mails/queue'
import { listMemberships } from '@/lib/tenants/list-memberships'

type How = keyof typeof actions
const actions = { password_changed: 'password.changed', password_reset: 'password.reset' } as const

/** Tells the person whose password it is, as part of the change itself. */
export async function mailChange(tx: SystemTx, visit: Visit, user: User): Promise<void> {
  await queueMailIn(tx, {
    template: 'password_changed',
    to: user.email,
    fields: {
      at: toTimestamp(new Date()),
      browser: describeBrowser(visit.userAgent),
      place: await findPlaceLine(visit.address),
      resetLink: `${env().APP_ORIGIN}/reset-password`,
    },
  })
}

/** Writes it into the audit log of every workspace of theirs. What has happened already, so that it never throws. */
export async function recordChange(
  { requestId, address }: Visit,
  { id }: Pick<User, 'id'>,
  how: How,
): Promise<void> {
  const tenantIds = (await listMemberships(id)).map(({ tenant }) => tenant.id)
  const target = { type: 'user', id: toTypeId('user', id) }
  const record = { action: actions[how], target }
  await recordAuditIn(tenantIds, { actor: { type: 'user', id }, requestId, address }, record).catch(
    (error: unknown) => log.error('a change of password is missing in an audit log', { err: error }),
  )
  for (const tenantId of tenantIds)
    await noteSignal({ tenantId, kind: 'credential_changed', subject: target.id, facts: { change: how } })
}
