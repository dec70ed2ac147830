import type { SystemTx } from '@/db/tenant'
import { openSealed } from '@/lib/alerts/open-sealed'
import { closeChallenge, takeAttempt } from '@/lib/auth/challenge-system'
import { changeFactors, type FactorChange } from '@/lib/auth/factor-change'
import type { ConfirmTotpReply } from '@/lib/auth/factor-schema'
import { lockUser, markFactorProven, readClock } from '@/lib/auth/factor-system'
import { firstCodes } from '@/lib/auth/recovery-codes'
import type { LiveSession } from '@/lib/auth/schema'
import { setUpPlace } from '@/lib/auth/totp-begin'
import { totpPlace } from '@/lib/auth/totp-check'
import { stepsOf } from '@/lib/auth/totp-rules'
import { saveTotp } from '@/lib/auth/totp-system'
import { seal, sha256Hex } from '@/lib/core/crypto'
import { policy } from '@/lib/core/policy'
import type { Visit } from '@/lib/core/visit'

type Input = { setup: string; code: string }
type Outcome = { done: ConfirmTotpReply; told: FactorChange | null }

const over: Outcome = { done: { ok: false, reason: 'over', attempts_left: 0 }, told: null }

/**
 * With its first code an app takes the place of the one before. Whoever holds the set-up has stepped up for it. A
 * first factor comes with recovery codes, and this session has proven it.
 */
export function confirmTotp(session: LiveSession, visit: Visit, input: Input): Promise<ConfirmTotpReply> {
  return changeFactors(session.user, visit, (tx) => confirm(tx, session, input))
}

async function confirm(tx: SystemTx, session: LiveSession, { setup, code }: Input): Promise<Outcome> {
  const userId = session.user.id
  const challenge = await takeAttempt(tx, sha256Hex(setup), 'add_totp')
  if (!challenge?.secretSealed || challenge.userId !== userId) return over
  await lockUser(tx, userId)
  const secret = openSealed(setUpPlace(challenge.id), challenge.secretSealed)
  const lastStep = stepsOf(secret, code, await readClock(tx)).at(-1)
  if (lastStep === undefined) {
    const left = policy.secondFactor.attempts - challenge.attempts
    return left > 0 ? { done: { ok: false, reason: 'wrong', attempts_left: left }, told: null } : over
  }
  await closeChallenge(tx, challenge.id)
  await saveTotp(tx, { userId, secretSealed: seal(totpPlace(userId), secret), lastStep })
  await markFactorProven(tx, session.id)
  return {
    done: { ok: true, recovery_codes: await firstCodes(tx, userId) },
    told: { words: 'An authenticator app was set up.', action: 'totp.added' },
  }
}
