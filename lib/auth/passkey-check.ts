import { verifyAuthenticationResponse } from '@simplewebauthn/server'
import type { SystemTx } from '@/db/tenant'
import type { PasskeyProof } from '@/lib/auth/factor-schema'
import { challengeIn } from '@/lib/auth/passkey-question'
import { notePasskeyUse, selectPasskeys } from '@/lib/auth/passkey-system'
import { relyingParty } from '@/lib/auth/relying-party'
import { log } from '@/lib/core/log'

/** Whether one of the person's passkeys signed this challenge for us, later than it last signed anything. */
export async function passkeySigned(
  tx: SystemTx,
  userId: string,
  { proof, challenge }: { proof: PasskeyProof; challenge: string },
): Promise<boolean> {
  // Asked first, so that the library has no challenge to write into its errors, and so into the log.
  if (challengeIn(proof.response.clientDataJSON) !== challenge) return false
  const passkey = (await selectPasskeys(tx, userId)).find(({ credentialId }) => credentialId === proof.id)
  if (!passkey) return false
  const { origin, id } = relyingParty()
  const checked = await verifyAuthenticationResponse({
    response: { ...proof, clientExtensionResults: {} },
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: id,
    requireUserVerification: false,
    credential: {
      id: passkey.credentialId,
      publicKey: Uint8Array.from(passkey.publicKey),
      counter: passkey.counter,
      transports: passkey.transports,
    },
  }).catch((error: unknown) => log.warn('a passkey was refused', { err: error }))
  if (!checked?.verified) return false
  const { newCounter: counter, credentialBackedUp: isBackedUp } = checked.authenticationInfo
  return notePasskeyUse(tx, { id: passkey.id, counter, isBackedUp })
}
