import type { User } from '@/lib/auth/schema'
import { log } from '@/lib/core/log'
import type { Visit } from '@/lib/core/visit'
import { openWorkspace } from '@/lib/onboarding/open-workspace'
import { firstFlightPath } from '@/lib/onboarding/schema'

/**
 * What a person finds who has just proven their address: a first workspace of theirs, ready to test in. Should that
 * fail, they are signed in all the same, and open it from the dashboard.
 */
export async function afterVerification(visit: Visit, user: User): Promise<string> {
  try {
    const { slug } = await openWorkspace(visit, user)
    return firstFlightPath(slug)
  } catch (error) {
    log.error('a first workspace was not opened', { err: error })
    return '/dashboard'
  }
}
