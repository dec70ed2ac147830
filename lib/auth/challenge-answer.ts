import { asSystem, type SystemTx } from '@/db/tenant'
import { type Challenge, closeChallenge, takeAttempt } from '@/lib/auth/challenge-system'
import { checkFactor } from '@/lib/auth/factor-check'
import type { FactorAnswer, SecondFactorReply } from '@/lib/auth/factor-schema'
import { lockUser } from '@/lib/auth/factor-system'
import { noteFactorAttempt } from '@/lib/auth/factor-throttle'
import { noteRecoveryCodeUse } from '@/lib/auth/recovery-note'
import type { StartedSession, User } from '@/lib/auth/schema'
import { startSession } from '@/lib/auth/start-session'
import { sha256Hex } from '@/lib/core/crypto'
import { policy } from '@/lib/core/policy'
import type { Visit } from '@/lib/core/visit'

type Refused = Extract<SecondFactorReply, { ok: false }>
type Outcome = { user: User | null; refused: Refused | null }
const over: Refused = { ok: false, reason: 'over', attempts_left: 0 }

/**
 * The second step of signing in, for whoever holds the challenge that the right password was answered with. The
 * session that it starts is a new one. Throws `too_many_attempts`.
 */
export async function answerSecondFactor(
  visit: Visit,
  { token, answer }: { token: string | undefined; answer: FactorAnswer },
): Promise<{ ok: true; session: StartedSession } | Refused> {
  if (!token) return over
  const { user, refused } = await asSystem<Outcome>(async (tx) => {
    const challenge = await takeAttempt(tx, sha256Hex(token), 'sign_in')
    return challenge ? answerTo(tx, challenge, visit, answer) : { user: null, refused: over }
  })
  if (refused || !user) return refused ?? over
  if (answer.method === 'recovery') await noteRecoveryCodeUse(user, visit)
  return { ok: true, session: await startSession(user, visit, { provedSecondFactor: true }) }
}

async function answerTo(
  tx: SystemTx,
  challenge: Challenge,
  visit: Visit,
  answer: FactorAnswer,
): Promise<Outcome> {
  const { id, email, passwordChangedAt } = await lockUser(tx, challenge.userId)
  // Whoever holds it proved the old password, and the new one is still to be proven.
  if (passwordChangedAt && passwordChangedAt >= challenge.createdAt) return { user: null, refused: over }
  const user = { id, email }
  const trier = { user, visit }
  const result = await checkFactor(tx, trier, { answer, challenge: challenge.webauthnChallenge })
  if (result === 'right') {
    await closeChallenge(tx, challenge.id)
    await noteFactorAttempt(tx, trier, 'signed_in')
    return { user, refused: null }
  }
  const left = policy.secondFactor.attempts - challenge.attempts
  return { user, refused: left > 0 ? { ok: false, reason: result, attempts_left: left } : over }
}
