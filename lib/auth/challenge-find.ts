import { asSystem } from '@/db/tenant'
import { findChallenge } from '@/lib/auth/challenge-system'
import type { FactorMethod } from '@/lib/auth/factor-schema'
import { findFactors } from '@/lib/auth/find-factors'
import { passkeyQuestion } from '@/lib/auth/passkey-question'
import { sha256Hex } from '@/lib/core/crypto'

export type SignInQuestion = {
  methods: FactorMethod[]
  passkey: Awaited<ReturnType<typeof passkeyQuestion>>
}

/** What whoever holds this token may answer with; null when it is over. Looking changes nothing. */
export function findSignInChallenge(token: string | undefined): Promise<SignInQuestion | null> {
  if (!token) return Promise.resolve(null)
  return asSystem(async (tx) => {
    const challenge = await findChallenge(tx, sha256Hex(token), 'sign_in')
    if (!challenge) return null
    const { methods, passkeys } = await findFactors(tx, challenge.userId)
    return { methods, passkey: await passkeyQuestion(passkeys, challenge.webauthnChallenge) }
  })
}
