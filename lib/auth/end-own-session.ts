import { asSystem } from '@/db/tenant'
import { auditSessionEnd } from '@/lib/auth/audit-session-end'
import type { LiveSession } from '@/lib/auth/schema'
import { endSessionRow, hasLiveSession } from '@/lib/auth/session-system'
import { AppError } from '@/lib/core/errors'
import { fromTypeId } from '@/lib/core/ids'
import type { Visit } from '@/lib/core/visit'

/** Ends one of a person's own sessions, by its TypeID. Somebody else's is not there, as is one that has ended. */
export async function endOwnSession(session: LiveSession, visit: Visit, publicId: string): Promise<void> {
  const id = fromTypeId('session', publicId)
  const ended =
    id !== null &&
    (await asSystem(
      async (tx) =>
        (await hasLiveSession(tx, session.user.id, id)) && endSessionRow(tx, id, 'ended_elsewhere'),
    ))
  if (!ended) throw new AppError('not_found')
  await auditSessionEnd(session, visit, { type: 'session', id: publicId }, 1)
}
