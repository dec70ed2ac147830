import { createHmac, randomInt } from 'node:crypto'
import type { SystemTx } from '@/db/tenant'
import { type FactorResult, recoveryAlphabet, recoveryCodeLength } from '@/lib/auth/factor-schema'
import {
  countRecoveryCodes,
  replaceRecoveryCodes,
  spendRecoveryCode,
  wasSpent,
} from '@/lib/auth/recovery-system'
import { lengthPrefixed } from '@/lib/core/crypto'
import { newUuid } from '@/lib/core/ids'
import { currentKeyId, keyFor, keyIds } from '@/lib/core/key-ring'
import { policy } from '@/lib/core/policy'

/** A new set in the place of the old one. The answer is the only place where the codes are ever seen. */
export async function renewCodes(tx: SystemTx, userId: string): Promise<string[]> {
  const codes = Array.from({ length: policy.secondFactor.recoveryCodes }, newCode)
  const keyId = currentKeyId()
  const rows = codes.map((code) => ({ id: newUuid(), userId, keyId, codeHash: hashOf(userId, code, keyId) }))
  await replaceRecoveryCodes(tx, userId, rows)
  return codes.map(inGroups)
}

/** For a first factor. Null where there are codes already, which stay as they are. */
export async function firstCodes(tx: SystemTx, userId: string): Promise<string[] | null> {
  return (await countRecoveryCodes(tx, userId)) > 0 ? null : renewCodes(tx, userId)
}

export async function forgetCodes(tx: SystemTx, userId: string): Promise<void> {
  await replaceRecoveryCodes(tx, userId, [])
}

/** `code` without its groups. Hashes of every key of the ring count, so that a new key spends nobody's codes. */
export async function takeRecoveryCode(tx: SystemTx, userId: string, code: string): Promise<FactorResult> {
  const hashes = keyIds().map((keyId) => hashOf(userId, code, keyId))
  if (await spendRecoveryCode(tx, userId, hashes)) return 'right'
  return (await wasSpent(tx, userId, hashes)) ? 'spent' : 'wrong'
}

function newCode(): string {
  return Array.from(
    { length: recoveryCodeLength },
    () => recoveryAlphabet[randomInt(recoveryAlphabet.length)],
  ).join('')
}

function inGroups(code: string): string {
  return code.replaceAll(/(.{4})(?=.)/g, '$1-')
}

function hashOf(userId: string, code: string, keyId: string): string {
  return createHmac('sha256', keyFor('recovery-code', keyId))
    .update(lengthPrefixed(userId, code))
    .digest('hex')
}
