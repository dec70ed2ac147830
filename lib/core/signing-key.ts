import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { exportJWK, type JWK } from 'jose'
import { type KeyPurpose, keyFor } from './key-ring'

/** What PKCS #8 puts before the 32 bytes of an Ed25519 seed (RFC 8410). */
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex')
const privateKeys = new Map<string, KeyObject>()

/** The Ed25519 key of one purpose and key id of the ring. */
export function signingKey(purpose: KeyPurpose, keyId: string): KeyObject {
  const name = `${keyId}/${purpose}`
  const known = privateKeys.get(name)
  if (known) return known
  const der = Buffer.concat([pkcs8Prefix, keyFor(purpose, keyId)])
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  privateKeys.set(name, key)
  return key
}

/** Its public half as our JWKS has it, under the name that what it signs goes by. */
export async function publicJwk(purpose: KeyPurpose, keyId: string, kid: string): Promise<JWK> {
  const jwk = await exportJWK(createPublicKey(signingKey(purpose, keyId)))
  return { ...jwk, kid, alg: 'EdDSA', use: 'sig' }
}
