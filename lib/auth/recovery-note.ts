import { changeFactors } from '@/lib/auth/factor-change'
import { countRecoveryCodes } from '@/lib/auth/recovery-system'
import type { User } from '@/lib/auth/schema'
import type { Visit } from '@/lib/core/visit'

/** A code that somebody else has used is noticed by whoever reads this mail. */
export function noteRecoveryCodeUse(user: User, visit: Visit): Promise<void> {
  return changeFactors(user, visit, async (tx) => {
    const left = await countRecoveryCodes(tx, user.id)
    const words = `A recovery code was used; ${left} ${left === 1 ? 'is' : 'are'} left.`
    return { done: undefined, told: { words, action: 'recovery_code.used', facts: { left } } }
  })
}
