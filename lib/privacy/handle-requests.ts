import { asSystem } from '@/db/tenant'
import { jobContext } from '@/lib/core/job-context'
import { log } from '@/lib/core/log'
import { claimDueRequests, finishRequest, type MetaRequestRow } from '@/lib/privacy/request-system'
import { findPlacesOfMetaUser, forgetMetaUser } from '@/lib/senders/forget-meta-user'

const batch = 20

/** Handles the requests of Meta's that nobody has finished. Safe to run many at once. */
export async function handleDueRequests(): Promise<{ taken: number }> {
  const due = await asSystem((tx) => claimDueRequests(tx, batch))
  for (const request of due) await handleRequest(request)
  return { taken: due.length }
}

/**
 * Erases what came from a person's Facebook login, or marks what they took from us as gone, in every workspace. One
 * that fails stays due: its lease ends.
 */
export async function handleRequest({ id, kind, metaUserId }: MetaRequestRow): Promise<void> {
  try {
    let found = 0
    for (const scope of await findPlacesOfMetaUser(metaUserId))
      found += await forgetMetaUser(jobContext('meta-requests', scope), { metaUserId, reason: kind })
    await asSystem((tx) => finishRequest(tx, id, found))
  } catch (error) {
    log.error('a request of Meta’s could not be handled; its lease will end', { requestId: id, err: error })
  }
}
