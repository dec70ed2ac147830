import { asSystem } from '@/db/tenant'
import { beginSecondFactor } from '@/lib/auth/challenge-begin'
import { oneAtATime } from '@/lib/auth/hash-queue'
import type { AwaitedSession, StartedSession } from '@/lib/auth/schema'
import { startSession } from '@/lib/auth/start-session'
import { findUserByEmail } from '@/lib/auth/system'
import { AppError } from '@/lib/core/errors'
import { matchesPassword } from '@/lib/core/password'
import { policy } from '@/lib/core/policy'
import type { Visit } from '@/lib/core/visit'

/** Takes as long to compare with as any real one, so that an unknown address cannot be told by the time. */
const nobody = `pbkdf2_sha256$${policy.passwords.iterations}$aaaaaaaaaaaaaaaaaaaaaa$${'A'.repeat(43)}=`

/** Throws `sign_in_refused`, the same for an unknown address, a wrong password and one that is not verified. */
export async function signIn(
  visit: Visit,
  { email, password }: { email: string; password: string },
): Promise<StartedSession | AwaitedSession> {
  const user = await asSystem((tx) => findUserByEmail(tx, email))
  const matches = await oneAtATime(() => matchesPassword(password, user?.passwordHash ?? nobody))
  if (!matches || !user?.emailVerifiedAt) throw new AppError('sign_in_refused')
  const person = { id: user.id, email: user.email }
  return (await beginSecondFactor(person, visit)) ?? startSession(person, visit)
}
