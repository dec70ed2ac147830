import { asSystem } from '@/db/tenant'
import { auditSessionEnd } from '@/lib/auth/audit-session-end'
import type { LiveSession } from '@/lib/auth/schema'
import { endSessionRows } from '@/lib/auth/session-system'
import type { Visit } from '@/lib/core/visit'

/** Ends every session of a person but the one that asks. Returns how many there were. */
export async function endOtherSessions(session: LiveSession, visit: Visit): Promise<number> {
  const { id: except, user } = session
  const ended = await asSystem((tx) => endSessionRows(tx, { userId: user.id, except }, 'ended_elsewhere'))
  if (ended > 0) await auditSessionEnd(session, visit, null, ended)
  return ended
}
