import { beginSecondFactor } from '@/lib/auth/challenge-begin'
import { type Claim, checkPassword } from '@/lib/auth/check-password'
import type { AwaitedSession, StartedSession } from '@/lib/auth/schema'
import { startSession } from '@/lib/auth/start-session'
import { AppError } from '@/lib/core/errors'
import type { Visit } from '@/lib/core/visit'

/**
 * Throws `sign_in_refused`, the same for an unknown address, a wrong password and one that is not verified. Whoever has
 * set up a second factor is asked for it first, and no session starts before.
 */
export async function signIn(visit: Visit, claim: Claim): Promise<StartedSession | AwaitedSession> {
  const checked = await checkPassword(visit, claim)
  if (!checked) throw new AppError('sign_in_refused')
  const { id, email } = checked.user
  const person = { id, email }
  return (await beginSecondFactor(person, checked.attemptId)) ?? startSession(person, visit)
}
