import { asSystem } from '@/db/tenant'
import { checkPassword } from '@/lib/auth/check-password'
import type { ConfirmReply } from '@/lib/auth/factor-schema'
import { lockUser, markConfirmed } from '@/lib/auth/factor-system'
import { findFactors } from '@/lib/auth/find-factors'
import type { LiveSession } from '@/lib/auth/schema'
import type { Visit } from '@/lib/core/visit'

/** Confirms with the password, where there is no second factor. Wrong ones count like those of signing in. */
export async function confirmPassword(
  session: LiveSession,
  visit: Visit,
  password: string,
): Promise<ConfirmReply> {
  const { id, email } = session.user
  const otherMethod: ConfirmReply = { ok: false, reason: 'other_method' }
  if (await asSystem(async (tx) => (await findFactors(tx, id)).isSetUp)) return otherMethod
  const checked = await checkPassword(visit, { email, password })
  if (checked?.user.id !== id) return { ok: false, reason: 'wrong' }
  return asSystem<ConfirmReply>(async (tx) => {
    const { passwordHash } = await lockUser(tx, id)
    // While the password was looked at, it may have been changed, or a second factor set up.
    if (passwordHash !== checked.user.passwordHash) return { ok: false, reason: 'wrong' }
    if ((await findFactors(tx, id)).isSetUp) return otherMethod
    await markConfirmed(tx, session.id, { withFactor: false })
    return { ok: true }
  })
}
