import { createHash, createHmac } from 'node:crypto'
import type { CodeRefusal } from '@/lib/auth/schema'
import { equalSecrets, lengthPrefixed } from '@/lib/core/crypto'
import { policy } from '@/lib/core/policy'

const { length } = policy.signUp.code

/** The code that proves an address, derived from its row's nonce and never stored, as those of OTPs are. */
export function deriveEmailCode(key: Uint8Array, nonce: Uint8Array): string {
  const mac = createHmac('sha256', key).update('hawk-email-code-v1\0').update(nonce).digest()
  return (mac.readBigUInt64BE() % 10n ** BigInt(length)).toString().padStart(length, '0')
}

export type EmailCodeOwner = { signUpId: string; codeId: string; email: string }

/** Keyed, so that a stolen table alone cannot be searched for six digits; bound to one sign-up and one address. */
export function hashEmailCode(pepper: Uint8Array, owner: EmailCodeOwner, code: string): string {
  const mac = createHmac('sha256', pepper)
    .update(lengthPrefixed('hawk-email-code-hash-v1', owner.signUpId, owner.codeId, owner.email, code))
    .digest()
  return createHash('sha256').update(mac).digest('hex')
}

/** No code is that of a row without a hash, which is looked at for just as long. */
export function isRightEmailCode(
  pepper: Uint8Array,
  owner: EmailCodeOwner,
  code: string,
  storedHash: string | null,
): boolean {
  return equalSecrets(hashEmailCode(pepper, owner, code), storedHash ?? '') && storedHash !== null
}

type CodeState = { status: 'pending' | 'used' | 'superseded' | 'failed'; isExpired: boolean }

/** Why a code refuses every try, before any is looked at; null while tries count. */
export function whyRefused({ status, isExpired }: CodeState): CodeRefusal | null {
  if (status === 'failed') return 'attempts_exceeded'
  if (status !== 'pending') return 'superseded'
  return isExpired ? 'expired' : null
}
