import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { exportJWK, type JWK, SignJWT } from 'jose'
import type { Ctx } from '@/lib/core/context'
import { sha256Hex } from '@/lib/core/crypto'
import { env } from '@/lib/core/env'
import { toTypeId } from '@/lib/core/ids'
import { currentKeyId, keyFor, keyIds } from '@/lib/core/key-ring'
import { policy } from '@/lib/core/policy'

/** What PKCS #8 puts before the 32 bytes of an Ed25519 seed (RFC 8410). */
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex')
const privateKeys = new Map<string, KeyObject>()

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
    .sign(privateKey(currentKeyId()))
}

/** The public keys, of all key ids that may still have signed a proof that lives. */
export async function listProofKeys(): Promise<{ keys: JWK[] }> {
  const keys = keyIds().map(async (kid) => {
    const jwk = await exportJWK(createPublicKey(privateKey(kid)))
    return { ...jwk, kid, alg: 'EdDSA', use: 'sig' }
  })
  return { keys: await Promise.all(keys) }
}

function privateKey(keyId: string): KeyObject {
  const known = privateKeys.get(keyId)
  if (known) return known
  const der = Buffer.concat([pkcs8Prefix, keyFor('proof-signing', keyId)])
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  privateKeys.set(keyId, key)
  return key
}
