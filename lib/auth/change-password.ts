import type { z } from 'zod'
import { asSystem } from '@/db/tenant'
import { mailChange, recordChange } from '@/lib/auth/announce-password'
import { checkPassword } from '@/lib/auth/check-password'
import { derive } from '@/lib/auth/hash-pool'
import { judgePassword } from '@/lib/auth/judge-password'
import type { ChangePasswordReply } from '@/lib/auth/password-schema'
import { spendOtherResets } from '@/lib/auth/resets-system'
import type { LiveSession } from '@/lib/auth/schema'
import { endSessionRows } from '@/lib/auth/session-system'
import { setPassword } from '@/lib/auth/system'
import { hashPassword } from '@/lib/core/password'
import type { Visit } from '@/lib/core/visit'

type Input = {
  session: Pick<LiveSession, 'id' | 'user'>
  currentPassword: string
  newPassword: string
}

/**
 * Changes one's own password, which takes the current one: an open laptop is not enough. Every other session ends.
 * Wrong passwords count like those of signing in.
 */
export async function changePassword(
  visit: Visit,
  { session, currentPassword, newPassword }: Input,
): Promise<z.input<typeof ChangePasswordReply>> {
  const { id, email } = session.user
  const checked = await checkPassword(visit, { email, password: currentPassword })
  if (checked?.user.id !== id) return { changed: false, reason: 'wrong_password', advice: null }
  const { acceptable, advice } = await judgePassword(visit, { password: newPassword, email })
  if (!acceptable) return { changed: false, reason: 'too_guessable', advice }
  const passwordHash = await hashPassword(newPassword, { derive })
  const ended = await asSystem(async (tx) => {
    await setPassword(tx, id, passwordHash)
    await spendOtherResets(tx, id)
    const others = await endSessionRows(tx, { userId: id, except: session.id }, 'password_changed')
    await mailChange(tx, visit, { id, email })
    return others
  })
  await recordChange(visit, { id }, 'password_changed')
  return { changed: true, sessions_ended: ended }
}
