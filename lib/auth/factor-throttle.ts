import type { SystemTx } from '@/db/tenant'
import { countFailures, insertFactorAttempt } from '@/lib/auth/factor-system'
import type { User } from '@/lib/auth/schema'
import { AppError } from '@/lib/core/errors'
import { newUuid } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'
import { pseudonym } from '@/lib/core/pseudonym'
import type { Visit } from '@/lib/core/visit'

export type FactorOutcome = 'second_factor_wanted' | 'second_factor_wrong' | 'wrong_password' | 'signed_in'

/**
 * Throws `too_many_attempts` after too many wrong ones of an account, whoever gave them. The person has to be locked,
 * so that guesses at once are counted one by one. It is for what can be guessed: with a passkey or a recovery code
 * the person themselves always gets in.
 */
export async function requireGuessesLeft(
  tx: SystemTx,
  userId: string,
  outcome: 'second_factor_wrong' | 'wrong_password',
): Promise<void> {
  const { failures, retrySeconds } = await countFailures(tx, userId, outcome)
  if (failures >= policy.secondFactor.failuresPerAccount)
    throw new AppError('too_many_attempts', { retryAfterSeconds: retrySeconds })
}

/** Writes down how a try went, and tells by which id. */
export async function noteFactorAttempt(
  tx: SystemTx,
  { id: userId, email }: User,
  { address, userAgent }: Visit,
  outcome: FactorOutcome,
): Promise<string> {
  const id = newUuid()
  const emailHash = pseudonym('email', email)
  await insertFactorAttempt(tx, { id, userId, emailHash, address, userAgent, outcome })
  return id
}
