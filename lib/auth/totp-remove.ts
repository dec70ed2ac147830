import { changeFactors } from '@/lib/auth/factor-change'
import { forgetWithoutFactors } from '@/lib/auth/factor-end'
import { lockUser } from '@/lib/auth/factor-system'
import { requireFresh } from '@/lib/auth/require-fresh'
import type { LiveSession } from '@/lib/auth/schema'
import { deleteTotp } from '@/lib/auth/totp-system'
import type { Visit } from '@/lib/core/visit'

/** Turns the authenticator app off. Throws `step_up_required`. */
export function removeTotp(session: LiveSession, visit: Visit): Promise<void> {
  requireFresh(session)
  const { user } = session
  return changeFactors(user, visit, async (tx) => {
    await lockUser(tx, user.id)
    const wasThere = await deleteTotp(tx, user.id)
    await forgetWithoutFactors(tx, user.id)
    const told = { words: 'The authenticator app was turned off.', action: 'totp.removed' } as const
    return { done: undefined, told: wasThere ? told : null }
  })
}
