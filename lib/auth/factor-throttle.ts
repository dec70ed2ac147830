import type { SystemTx } from '@/db/tenant'
import { findDeviceId, insertAttempt } from '@/lib/auth/attempts-system'
import { countWrongFactors } from '@/lib/auth/factor-system'
import type { User } from '@/lib/auth/schema'
import { sha256Hex } from '@/lib/core/crypto'
import { AppError } from '@/lib/core/errors'
import { newUuid } from '@/lib/core/ids'
import { networkOf } from '@/lib/core/network'
import { policy } from '@/lib/core/policy'
import { pseudonym } from '@/lib/core/pseudonym'
import type { Visit } from '@/lib/core/visit'

/** Who tries, and from where. */
export type Trier = { user: User; visit: Visit }

/**
 * Throws `too_many_attempts` after too many wrong ones of an account. The person has to be locked, so that guesses at
 * once are counted one by one. A browser that they have signed in from counts by itself, so that nobody else keeps
 * them out; and it is for what can be guessed, which a passkey and a recovery code cannot.
 */
export async function requireGuessesLeft(tx: SystemTx, trier: Trier): Promise<void> {
  const { failures, retrySeconds } = await countWrongFactors(tx, trier.user.id, await deviceOf(tx, trier))
  if (failures >= policy.secondFactor.failuresPerAccount)
    throw new AppError('too_many_attempts', { retryAfterSeconds: retrySeconds })
}

/** Writes down how a try went. */
export async function noteFactorAttempt(
  tx: SystemTx,
  trier: Trier,
  outcome: 'second_factor_wrong' | 'signed_in',
): Promise<void> {
  const { user, visit } = trier
  await insertAttempt(tx, {
    id: newUuid(),
    userId: user.id,
    emailHash: pseudonym('email', user.email),
    deviceId: await deviceOf(tx, trier),
    address: networkOf(visit.address),
    userAgent: visit.userAgent,
    outcome,
  })
}

function deviceOf(tx: SystemTx, { user, visit }: Trier): Promise<string | null> {
  return findDeviceId(tx, user.id, sha256Hex(visit.device ?? ''))
}
