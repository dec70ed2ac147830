import { asSystem } from '@/db/tenant'
import { findCodeTimes, findOpenSignUp } from '@/lib/auth/codes-system'
import type { PendingSignUp } from '@/lib/auth/schema'

/** The sign-up that a browser has begun, so that it goes on where it was; null when there is none to finish. */
export function findSignUp(signUpId: string): Promise<PendingSignUp | null> {
  return asSystem(async (tx) => {
    const signUp = await findOpenSignUp(tx, signUpId)
    const code = signUp && (await findCodeTimes(tx, signUpId))
    if (!code) return null
    return {
      email: signUp.email,
      expires_in_seconds: code.status === 'pending' ? code.expiresIn : 0,
      resend_in_seconds: code.resendIn,
    }
  })
}
