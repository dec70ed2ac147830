import { verifyRegistrationResponse } from '@simplewebauthn/server'
import { decodeAttestationObject, isoBase64URL } from '@simplewebauthn/server/helpers'
import type { NewPasskey } from '@/lib/auth/factor-schema'
import { relyingParty } from '@/lib/auth/relying-party'
import { log } from '@/lib/core/log'

/** What a browser registered for this challenge, with us; null when it was for anything else. */
export async function verifyNewPasskey(response: NewPasskey, challenge: string) {
  try {
    if (!isWithoutCertificates(response.response.attestationObject)) return null
    const { origin, id } = relyingParty()
    const checked = await verifyRegistrationResponse({
      response: { ...response, clientExtensionResults: {} },
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: id,
      requireUserVerification: false,
    })
    return checked.verified ? checked.registrationInfo : null
  } catch (error) {
    log.warn('a new passkey was refused', { err: error })
    return null
  }
}

/**
 * We ask for no attestation, and browsers then send none, or one that the passkey signed itself. To check any other
 * would mean to fetch whatever addresses its certificates name.
 */
function isWithoutCertificates(attestationObject: string): boolean {
  const attestation = decodeAttestationObject(isoBase64URL.toBuffer(attestationObject))
  const format = attestation.get('fmt')
  return format === 'none' || (format === 'packed' && !attestation.get('attStmt').get('x5c'))
}
