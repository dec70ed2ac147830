import { type Claim, checkPassword } from '@/lib/auth/check-password'
import type { StartedSession } from '@/lib/auth/schema'
import { startSession } from '@/lib/auth/start-session'
import { AppError } from '@/lib/core/errors'
import type { Visit } from '@/lib/core/visit'

/** Throws `sign_in_refused`, the same for an unknown address, a wrong password and one that is not verified. */
export async function signIn(visit: Visit, claim: Claim): Promise<StartedSession> {
  const checked = await checkPassword(visit, claim)
  if (!checked) throw new AppError('sign_in_refused')
  const { id, email } = checked.user
  // The password was right. Whoever has set up a second factor is asked for it here, and no session starts before.
  return startSession({ id, email }, visit)
}
