import { asSystem, type SystemTx } from '@/db/tenant'
import { closeChallenge, takeAttempt } from '@/lib/auth/challenge-system'
import { confirmPassword } from '@/lib/auth/confirm-password'
import { checkFactor } from '@/lib/auth/factor-check'
import type { ConfirmInput, ConfirmReply, FactorAnswer } from '@/lib/auth/factor-schema'
import { lockUser, markConfirmed } from '@/lib/auth/factor-system'
import { findFactors } from '@/lib/auth/find-factors'
import { challengeIn } from '@/lib/auth/passkey-question'
import { noteRecoveryCodeUse } from '@/lib/auth/recovery-note'
import type { LiveSession } from '@/lib/auth/schema'
import { sha256Hex } from '@/lib/core/crypto'
import type { Visit } from '@/lib/core/visit'

/**
 * Proves again that it is them, for what wants it fresh. Where a second factor is set up, it is what counts: the
 * password alone is less than they signed in with. Throws `too_many_attempts`.
 */
export async function confirmIdentity(
  session: LiveSession,
  visit: Visit,
  input: ConfirmInput,
): Promise<ConfirmReply> {
  if (input.method === 'password') return confirmPassword(session, visit, input.password)
  const reply = await asSystem((tx) => confirmFactor(tx, session, visit, input))
  if (reply.ok && input.method === 'recovery') await noteRecoveryCodeUse(session.user, visit)
  return reply
}

async function confirmFactor(
  tx: SystemTx,
  session: LiveSession,
  visit: Visit,
  answer: FactorAnswer,
): Promise<ConfirmReply> {
  const user = await lockUser(tx, session.user.id)
  if (!(await findFactors(tx, user.id)).isSetUp) return { ok: false, reason: 'other_method' }
  const challenge = answer.method === 'passkey' ? await takeChallenge(tx, user.id, answer) : null
  const result = await checkFactor(tx, { user, visit }, { answer, challenge })
  if (result !== 'right') return { ok: false, reason: result }
  await markConfirmed(tx, session.id, { withFactor: true })
  return { ok: true }
}

/** What this passkey was asked to sign. It is spent by any answer, right or wrong. */
async function takeChallenge(
  tx: SystemTx,
  userId: string,
  { response }: Extract<FactorAnswer, { method: 'passkey' }>,
): Promise<string | null> {
  const claimed = challengeIn(response.response.clientDataJSON)
  const challenge = claimed && (await takeAttempt(tx, sha256Hex(claimed), 'confirm'))
  if (!challenge || challenge.userId !== userId) return null
  await closeChallenge(tx, challenge.id)
  return challenge.webauthnChallenge
}
