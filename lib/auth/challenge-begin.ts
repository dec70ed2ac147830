import { asSystem } from '@/db/tenant'
import { updateAttempt } from '@/lib/auth/attempts-system'
import { insertChallenge } from '@/lib/auth/challenge-system'
import { findFactors } from '@/lib/auth/find-factors'
import { newPasskeyChallenge } from '@/lib/auth/passkey-question'
import type { AwaitedSession, User } from '@/lib/auth/schema'
import { newToken } from '@/lib/auth/start-session'
import { sha256Hex } from '@/lib/core/crypto'
import { newUuid } from '@/lib/core/ids'

/**
 * For somebody whose password was right, with the try that it was counted as: the place they hold until they prove a
 * second factor, or null when they have none.
 */
export function beginSecondFactor(user: User, attemptId: string): Promise<AwaitedSession | null> {
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
    await updateAttempt(tx, attemptId, 'second_factor_wanted')
    return { challenge }
  })
}
