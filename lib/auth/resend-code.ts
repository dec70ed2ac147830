import type { z } from 'zod'
import { asSystem } from '@/db/tenant'
import { findOpenSignUp } from '@/lib/auth/codes-system'
import { pendingSignUp, reserveCode, sendCode } from '@/lib/auth/issue-code'
import type { ResendCodeReply } from '@/lib/auth/schema'
import type { Visit } from '@/lib/core/visit'

/** Mails a new code for the same sign-up; the one before counts no more. */
export function resendCode(
  visit: Visit,
  { signUpId }: { signUpId: string },
): Promise<z.input<typeof ResendCodeReply>> {
  return asSystem(async (tx) => {
    const signUp = await findOpenSignUp(tx, signUpId)
    if (!signUp) return { sent: false, reason: 'no_sign_up' }
    const codeId = await reserveCode(tx, visit, signUp)
    await sendCode(tx, signUp, codeId)
    return { sent: true, ...pendingSignUp(signUp.email) }
  })
}
