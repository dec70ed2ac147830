import { changeFactors } from '@/lib/auth/factor-change'
import { forgetWithoutFactors } from '@/lib/auth/factor-end'
import { lockUser } from '@/lib/auth/factor-system'
import { deletePasskey } from '@/lib/auth/passkey-system'
import { requireFresh } from '@/lib/auth/require-fresh'
import type { LiveSession } from '@/lib/auth/schema'
import { AppError } from '@/lib/core/errors'
import { fromTypeId } from '@/lib/core/ids'
import type { Visit } from '@/lib/core/visit'

/** From now on it opens nothing. Throws `step_up_required`, and `not_found` for anybody else's too. */
export function removePasskey(session: LiveSession, visit: Visit, { id }: { id: string }): Promise<void> {
  requireFresh(session)
  const { user } = session
  return changeFactors(user, visit, async (tx) => {
    await lockUser(tx, user.id)
    const uuid = fromTypeId('passkey', id)
    const gone = uuid && (await deletePasskey(tx, user.id, uuid))
    if (!gone) throw new AppError('not_found')
    await forgetWithoutFactors(tx, user.id)
    return {
      done: undefined,
      told: { words: 'A passkey was removed.', action: 'passkey.removed', facts: { passkey_id: id } },
    }
  })
}
