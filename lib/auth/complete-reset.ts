import type { z } from 'zod'
import { asSystem } from '@/db/tenant'
import { mailChange, recordChange } from '@/lib/auth/announce-password'
import { derive } from '@/lib/auth/hash-pool'
import { judgePassword } from '@/lib/auth/judge-password'
import type { CompleteResetInput, CompleteResetReply } from '@/lib/auth/password-schema'
import { findReset, spendReset } from '@/lib/auth/resets-system'
import { endSessionRows } from '@/lib/auth/session-system'
import { setPassword } from '@/lib/auth/system'
import { sha256Hex } from '@/lib/core/crypto'
import { hashPassword } from '@/lib/core/password'
import type { Visit } from '@/lib/core/visit'

const linkInvalid = { changed: false, reason: 'link_invalid', advice: null } as const

/**
 * Sets a new password by the link that was mailed, once. Every session of this person ends, and none begins: they sign
 * in, and prove their second factor, like anybody. A password that is too easy to guess does not use up the link.
 */
export async function completeReset(
  visit: Visit,
  { token, password }: z.output<typeof CompleteResetInput>,
): Promise<z.input<typeof CompleteResetReply>> {
  const tokenHash = sha256Hex(token)
  const user = await asSystem((tx) => findReset(tx, tokenHash))
  if (!user) return linkInvalid
  const { acceptable, advice } = await judgePassword(visit, { password, email: user.email })
  if (!acceptable) return { changed: false, reason: 'too_guessable', advice }
  const passwordHash = await hashPassword(password, { derive })
  const isChanged = await asSystem(async (tx) => {
    if (!(await spendReset(tx, tokenHash, user.userId))) return false
    await setPassword(tx, user.userId, passwordHash)
    await endSessionRows(tx, { userId: user.userId }, 'password_changed')
    await mailChange(tx, visit, { id: user.userId, email: user.email })
    return true
  })
  if (!isChanged) return linkInvalid
  await recordChange(visit, { id: user.userId }, 'password_reset')
  return { changed: true }
}
