'use client'

import { startAuthentication, startRegistration } from '@simplewebauthn/browser'
import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server'
import type { NewPasskey, PasskeyProof } from '@/lib/auth/factor-schema'

/** What came of asking the browser, or why nothing did, for its person. */
type Made<Answer> = Promise<Answer | { refused: string }>

export function signWithPasskey(optionsJSON: PublicKeyCredentialRequestOptionsJSON): Made<PasskeyProof> {
  return startAuthentication({ optionsJSON }).then(
    ({ id, rawId, type, response }) => ({
      id,
      rawId,
      type,
      response: { ...response, userHandle: response.userHandle },
    }),
    () => ({ refused: 'The browser did not use a passkey. Try again, or choose another way.' }),
  )
}

export function makePasskey(optionsJSON: PublicKeyCredentialCreationOptionsJSON): Made<NewPasskey> {
  return startRegistration({ optionsJSON }).then(
    ({ id, rawId, type, response: { clientDataJSON, attestationObject, transports } }) => ({
      id,
      rawId,
      type,
      response: { clientDataJSON, attestationObject, transports },
    }),
    (error: unknown) => ({ refused: reasonOf(error) }),
  )
}

function reasonOf(error: unknown): string {
  const isThere = error instanceof Error && error.name === 'InvalidStateError'
  return isThere
    ? 'This device has a passkey for your account already.'
    : 'The browser did not make a passkey. Try again, or use another device.'
}
