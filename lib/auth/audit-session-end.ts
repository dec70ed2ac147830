import { recordAuditIn } from '@/lib/audit/record'
import type { LiveSession } from '@/lib/auth/schema'
import { toTypeId } from '@/lib/core/ids'
import type { Visit } from '@/lib/core/visit'
import { listMemberships } from '@/lib/tenants/list-memberships'

/** Tells each of a person's workspaces that they ended a session of theirs, or, without a target, all the others. */
export async function auditSessionEnd(
  { user }: LiveSession,
  { requestId, address }: Visit,
  target: { type: 'session'; id: string } | null,
  count: number,
): Promise<void> {
  const tenantIds = (await listMemberships(user.id)).map(({ tenant }) => tenant.id)
  await recordAuditIn(
    tenantIds,
    { actor: { type: 'user', id: user.id }, requestId, address },
    {
      action: target ? 'session.ended' : 'sessions.ended',
      target: target ?? { type: 'user', id: toTypeId('user', user.id) },
      after: { reason: 'ended_elsewhere', count },
    },
  )
}
