import { generateRegistrationOptions } from '@simplewebauthn/server'
import { asSystem } from '@/db/tenant'
import { insertChallenge } from '@/lib/auth/challenge-system'
import { bytesOf, newPasskeyChallenge } from '@/lib/auth/passkey-question'
import { selectPasskeys } from '@/lib/auth/passkey-system'
import { descriptorOf, relyingParty } from '@/lib/auth/relying-party'
import { requireFresh } from '@/lib/auth/require-fresh'
import type { LiveSession } from '@/lib/auth/schema'
import { sha256Hex } from '@/lib/core/crypto'
import { AppError } from '@/lib/core/errors'
import { newUuid } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'

/** How a browser is asked for a new passkey. Throws `step_up_required`, and `state_conflict` when there are too many. */
export async function beginPasskey(session: LiveSession) {
  requireFresh(session)
  const { user } = session
  const challenge = newPasskeyChallenge()
  const passkeys = await asSystem(async (tx) => {
    const there = await selectPasskeys(tx, user.id)
    requireRoom(there.length)
    await insertChallenge(tx, {
      id: newUuid(),
      userId: user.id,
      purpose: 'add_passkey',
      tokenHash: sha256Hex(challenge),
      webauthnChallenge: challenge,
    })
    return there
  })
  const { id, name } = relyingParty()
  return generateRegistrationOptions({
    rpName: name,
    rpID: id,
    userID: Uint8Array.from(Buffer.from(user.id)),
    userName: user.email,
    userDisplayName: user.email,
    challenge: bytesOf(challenge),
    attestationType: 'none',
    excludeCredentials: passkeys.map(descriptorOf),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
    timeout: policy.secondFactor.challengeSeconds * 1_000,
  })
}

export function requireRoom(there: number): void {
  const { passkeys: most } = policy.secondFactor
  if (there >= most)
    throw new AppError('state_conflict', { detail: `There are ${most} passkeys; remove one first.` })
}
