import { asSystem } from '@/db/tenant'
import type { ConfirmReply } from '@/lib/auth/factor-schema'
import { deleteFactorAttempt, lockUser, markConfirmed } from '@/lib/auth/factor-system'
import { noteFactorAttempt, requireGuessesLeft } from '@/lib/auth/factor-throttle'
import { findFactors } from '@/lib/auth/find-factors'
import { oneAtATime } from '@/lib/auth/hash-queue'
import type { LiveSession } from '@/lib/auth/schema'
import { matchesPassword } from '@/lib/core/password'
import type { Visit } from '@/lib/core/visit'

/**
 * Confirms with the password, where there is no second factor. The try is counted as a wrong one before the password
 * is looked at, which takes a while, and taken back when it is right: so many at once are no way around the limit.
 */
export async function confirmPassword(
  session: LiveSession,
  visit: Visit,
  password: string,
): Promise<ConfirmReply> {
  const asked = await asSystem(async (tx) => {
    const user = await lockUser(tx, session.user.id)
    if ((await findFactors(tx, user.id)).isSetUp) return null
    await requireGuessesLeft(tx, user.id, 'wrong_password')
    return { hash: user.passwordHash, attempt: await noteFactorAttempt(tx, user, visit, 'wrong_password') }
  })
  if (!asked) return { ok: false, reason: 'other_method' }
  if (!(await oneAtATime(() => matchesPassword(password, asked.hash)))) return { ok: false, reason: 'wrong' }
  return asSystem<ConfirmReply>(async (tx) => {
    const user = await lockUser(tx, session.user.id)
    // While the password was looked at, it may have been changed, or a second factor set up.
    if (user.passwordHash !== asked.hash) return { ok: false, reason: 'wrong' }
    await deleteFactorAttempt(tx, asked.attempt)
    if ((await findFactors(tx, user.id)).isSetUp) return { ok: false, reason: 'other_method' }
    await markConfirmed(tx, session.id, { withFactor: false })
    return { ok: true }
  })
}
