import { asSystem } from '@/db/tenant'
import { insertChallenge } from '@/lib/auth/challenge-system'
import { noteFactorAttempt } from '@/lib/auth/factor-throttle'
import { findFactors } from '@/lib/auth/find-factors'
import { newPasskeyChallenge } from '@/lib/auth/passkey-question'
import type { AwaitedSession, User } from '@/lib/auth/schema'
import { newToken } from '@/lib/auth/start-session'
import { sha256Hex } from '@/lib/core/crypto'
import { newUuid } from '@/lib/core/ids'
import type { Visit } from '@/lib/core/visit'

/** For somebody whose password was right: the place they hold until they prove a second factor, or null without one. */
export function beginSecondFactor(user: User, visit: Visit): Promise<AwaitedSession | null> {
  const challenge = newToken()
  return asSystem(async (tx) => {
    const { isSetUp, passkeys } = await findFactors(tx, user.id)
    if (!isSetUp) return null
    await insertChallenge(tx, {
      id: newUuid(),
      userId: user.id,
      purpose: 'sign_in',
      tokenHash: sha256Hex(challenge),
      webauthnChallenge: passkeys.length > 0 ? newPasskeyChallenge() : null,
    })
    await noteFactorAttempt(tx, user, visit, 'second_factor_wanted')
    return { challenge }
  })
}
