import { createPublicKey } from 'node:crypto'
import { compactVerify, type JWK, SignJWT } from 'jose'
import { z } from 'zod'
import type { Position } from '@/lib/audit/chain-schema'
import { env } from '@/lib/core/env'
import { fromTypeId, toTypeId } from '@/lib/core/ids'
import { currentKeyId, keyIds } from '@/lib/core/key-ring'
import { publicJwk, signingKey } from '@/lib/core/signing-key'

/** No proof of an OTP has this type, no other key has such a name, and no anchor has the audience of a proof. */
export const anchorType = 'audit-head+jwt'
const kidOf = (keyId: string) => `audit-${keyId}`

/** How far a chain had come at a time, in our words. */
export type Anchor = Position & { tenantId: string; at: Date }

/** A compact JWS that says how far a chain has come: whoever has it can tell whether the chain still says so. */
export function signAnchor({ tenantId, seq, hash }: Omit<Anchor, 'at'>, at = new Date()): Promise<string> {
  return new SignJWT({ seq, hash, at: at.toISOString() })
    .setProtectedHeader({ alg: 'EdDSA', kid: kidOf(currentKeyId()), typ: anchorType })
    .setIssuer(env().APP_ORIGIN)
    .setSubject(toTypeId('tenant', tenantId))
    .sign(signingKey('audit-anchor', currentKeyId()))
}

const Claims = z.object({
  sub: z.string().transform((id, context) => {
    const uuid = fromTypeId('tenant', id)
    if (uuid === null) context.issues.push({ code: 'custom', message: 'No tenant.', input: id })
    return uuid ?? ''
  }),
  seq: z.int().min(0),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  at: z.iso.datetime(),
})

/**
 * Null for what we did not sign. `unknown key` for a key that has left the ring: nobody can tell any more, and the
 * JWKS of that time still can.
 */
export async function readAnchor(jws: string): Promise<Anchor | null | 'unknown key'> {
  const kid = claimedKid(jws)
  const keyId = keyIds().find((id) => kidOf(id) === kid)
  if (keyId === undefined) return kid?.startsWith('audit-') ? 'unknown key' : null
  try {
    const key = createPublicKey(signingKey('audit-anchor', keyId))
    const { payload, protectedHeader } = await compactVerify(jws, key, { algorithms: ['EdDSA'] })
    if (protectedHeader.typ !== anchorType) return null
    const { sub, seq, hash, at } = Claims.parse(JSON.parse(Buffer.from(payload).toString('utf8')))
    return { tenantId: sub, seq, hash, at: new Date(at) }
  } catch {
    return null
  }
}

const Header = z.object({ kid: z.string() })

function claimedKid(jws: string): string | undefined {
  return Header.safeParse(parseJson(Buffer.from(jws.split('.')[0] ?? '', 'base64url').toString('utf8'))).data
    ?.kid
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** The public keys, of all key ids of the ring. */
export function listAnchorKeys(): Promise<JWK[]> {
  return Promise.all(keyIds().map((keyId) => publicJwk('audit-anchor', keyId, kidOf(keyId))))
}
