import { asSystem } from '@/db/tenant'
import { insertChallenge } from '@/lib/auth/challenge-system'
import { findFactors } from '@/lib/auth/find-factors'
import { newPasskeyChallenge, passkeyQuestion } from '@/lib/auth/passkey-question'
import type { LiveSession } from '@/lib/auth/schema'
import { sha256Hex } from '@/lib/core/crypto'
import { newUuid } from '@/lib/core/ids'

/** How this person may confirm that it is them: with a second factor where one is set up, else with their password. */
export async function findConfirmOptions({ user }: LiveSession) {
  const challenge = newPasskeyChallenge()
  const { methods, passkeys, isSetUp } = await asSystem(async (tx) => {
    const factors = await findFactors(tx, user.id)
    if (factors.passkeys.length > 0)
      await insertChallenge(tx, {
        id: newUuid(),
        userId: user.id,
        purpose: 'confirm',
        tokenHash: sha256Hex(challenge),
        webauthnChallenge: challenge,
      })
    return factors
  })
  return {
    methods: isSetUp ? methods : (['password'] as const),
    passkey: await passkeyQuestion(passkeys, challenge),
  }
}
