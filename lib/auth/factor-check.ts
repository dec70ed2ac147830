import type { SystemTx } from '@/db/tenant'
import type { FactorAnswer, FactorResult } from '@/lib/auth/factor-schema'
import { noteFactorAttempt, requireGuessesLeft, type Trier } from '@/lib/auth/factor-throttle'
import { passkeySigned } from '@/lib/auth/passkey-check'
import { takeRecoveryCode } from '@/lib/auth/recovery-codes'
import { takeTotpCode } from '@/lib/auth/totp-check'

/**
 * Looks at a second factor, spends it when it is right, and counts it when it is not. The person has to be locked.
 * `challenge` is what a passkey was to sign. Throws `too_many_attempts`.
 */
export async function checkFactor(
  tx: SystemTx,
  trier: Trier,
  { answer, challenge }: { answer: FactorAnswer; challenge: string | null },
): Promise<FactorResult> {
  if (answer.method === 'totp') await requireGuessesLeft(tx, trier)
  const result = await take(tx, trier.user.id, answer, challenge)
  if (result !== 'right') await noteFactorAttempt(tx, trier, 'second_factor_wrong')
  return result
}

async function take(
  tx: SystemTx,
  userId: string,
  answer: FactorAnswer,
  challenge: string | null,
): Promise<FactorResult> {
  if (answer.method === 'totp') return takeTotpCode(tx, userId, answer.code)
  if (answer.method === 'recovery') return takeRecoveryCode(tx, userId, answer.code)
  if (challenge === null) return 'wrong'
  return (await passkeySigned(tx, userId, { proof: answer.response, challenge })) ? 'right' : 'wrong'
}
