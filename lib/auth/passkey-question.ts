import { randomBytes } from 'node:crypto'
import { generateAuthenticationOptions } from '@simplewebauthn/server'
import type { PasskeyRow } from '@/lib/auth/passkey-system'
import { descriptorOf, relyingParty } from '@/lib/auth/relying-party'
import { policy } from '@/lib/core/policy'

/** What a passkey is to sign: never the same twice. */
export function newPasskeyChallenge(): string {
  return randomBytes(32).toString('base64url')
}

/** The same in the bytes that the library writes out as they are. */
export function bytesOf(challenge: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(challenge, 'base64url'))
}

/** How a browser is asked to sign with one of these. Null where there are none. */
export async function passkeyQuestion(passkeys: PasskeyRow[], challenge: string | null) {
  if (passkeys.length === 0 || challenge === null) return null
  return generateAuthenticationOptions({
    rpID: relyingParty().id,
    challenge: bytesOf(challenge),
    allowCredentials: passkeys.map(descriptorOf),
    userVerification: 'preferred',
    timeout: policy.secondFactor.challengeSeconds * 1_000,
  })
}

/** The challenge that a browser says it had signed, or null. */
export function challengeIn(clientDataJson: string): string | null {
  try {
    const data: unknown = JSON.parse(Buffer.from(clientDataJson, 'base64url').toString('utf8'))
    const isTold = typeof data === 'object' && data !== null && 'challenge' in data
    return isTold && typeof data.challenge === 'string' ? data.challenge : null
  } catch {
    return null
  }
}
