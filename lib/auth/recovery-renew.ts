import { changeFactors } from '@/lib/auth/factor-change'
import type { RecoveryCodes } from '@/lib/auth/factor-schema'
import { lockUser } from '@/lib/auth/factor-system'
import { findFactors } from '@/lib/auth/find-factors'
import { renewCodes } from '@/lib/auth/recovery-codes'
import { requireFresh } from '@/lib/auth/require-fresh'
import type { LiveSession } from '@/lib/auth/schema'
import { AppError } from '@/lib/core/errors'
import type { Visit } from '@/lib/core/visit'

/** New codes, and none of the old ones is good any more. Throws `step_up_required`, and `state_conflict`. */
export function renewRecoveryCodes(session: LiveSession, visit: Visit): Promise<RecoveryCodes> {
  requireFresh(session)
  const { user } = session
  return changeFactors(user, visit, async (tx) => {
    await lockUser(tx, user.id)
    if (!(await findFactors(tx, user.id)).isSetUp)
      throw new AppError('state_conflict', { detail: 'Set up an authenticator app or a passkey first.' })
    const codes = await renewCodes(tx, user.id)
    const words = 'New recovery codes were made; the old ones are not good any more.'
    return { done: { recovery_codes: codes }, told: { words, action: 'recovery_codes.made' } }
  })
}
