import { type JWK, SignJWT } from 'jose'
import type { Ctx } from '@/lib/core/context'
import { sha256Hex } from '@/lib/core/crypto'
import { env } from '@/lib/core/env'
import { toTypeId } from '@/lib/core/ids'
import { currentKeyId, keyIds } from '@/lib/core/key-ring'
import { policy } from '@/lib/core/policy'
import { publicJwk, signingKey } from '@/lib/core/signing-key'

/** A compact JWS that lets anybody with our JWKS check, for ten minutes, that this tenant verified this phone. */
export function signProof(
  ctx: Ctx,
  otp: { id: string; phone: string; purpose: string | null },
  verifiedAt: Date,
): Promise<string> {
  const issuedAt = Math.floor(verifiedAt.getTime() / 1_000)
  return new SignJWT({ phone_hash: sha256Hex(otp.phone), purpose: otp.purpose })
    .setProtectedHeader({ alg: 'EdDSA', kid: currentKeyId(), typ: 'JWT' })
    .setIssuer(env().APP_ORIGIN)
    .setAudience(toTypeId('tenant', ctx.tenantId))
    .setSubject(toTypeId('otp', otp.id))
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + policy.otp.proofSeconds)
    .sign(signingKey('proof-signing', currentKeyId()))
}

/** The public keys, of all key ids that may still have signed a proof that lives. */
export async function listProofKeys(): Promise<{ keys: JWK[] }> {
  return { keys: await Promise.all(keyIds().map((keyId) => publicJwk('proof-signing', keyId, keyId))) }
}
