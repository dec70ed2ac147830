import { asSystem, type SystemTx } from '@/db/tenant'
import type { FactorMethod, PasskeyObject, SecondFactorState } from '@/lib/auth/factor-schema'
import { type PasskeyRow, selectPasskeys } from '@/lib/auth/passkey-system'
import { countRecoveryCodes } from '@/lib/auth/recovery-system'
import { findTotp } from '@/lib/auth/totp-system'
import { toTypeId } from '@/lib/core/ids'
import { toTimestamp } from '@/lib/core/time'

/** What a person has to prove themselves with beside their password. */
export async function findFactors(tx: SystemTx, userId: string) {
  const totp = await findTotp(tx, userId)
  const passkeys = await selectPasskeys(tx, userId)
  const codesLeft = await countRecoveryCodes(tx, userId)
  const methods: FactorMethod[] = [
    ...(passkeys.length > 0 ? (['passkey'] as const) : []),
    ...(totp ? (['totp'] as const) : []),
  ]
  // Codes stand in for a factor; alone they are none.
  const isSetUp = methods.length > 0
  if (isSetUp && codesLeft > 0) methods.push('recovery')
  return { totp, passkeys, codesLeft, methods, isSetUp }
}

/** The same for the person's own screen. */
export async function findSecondFactor(userId: string): Promise<SecondFactorState> {
  const { totp, passkeys, codesLeft } = await asSystem((tx) => findFactors(tx, userId))
  return {
    totp: totp && { confirmed_at: toTimestamp(totp.confirmedAt) },
    passkeys: passkeys.map(presentPasskey),
    recovery_codes_left: codesLeft,
  }
}

export function presentPasskey({ id, name, lastUsedAt, createdAt }: PasskeyRow): PasskeyObject {
  return {
    object: 'passkey',
    id: toTypeId('passkey', id),
    name,
    last_used_at: toTimestamp(lastUsedAt),
    created_at: toTimestamp(createdAt),
  }
}
