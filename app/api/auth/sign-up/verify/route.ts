import { VerifySignUpInput } from '@/lib/auth/schema'
import { startSession } from '@/lib/auth/start-session'
import { verifySignUp } from '@/lib/auth/verify-sign-up'
import { openAuthRoute } from '@/lib/http/auth-route'
import { signUpCookie } from '@/lib/http/cookies'
import { cookiesOf } from '@/lib/http/open-session'
import { readSignUpId } from '@/lib/http/sign-up-id'
import { afterVerification } from './after-verification'

export const POST = openAuthRoute({
  body: VerifySignUpInput,
  run: async ({ visit, cookie }, { code }) => {
    const signUpId = readSignUpId(cookie(signUpCookie))
    const proven = await verifySignUp(visit, { signUpId, code })
    if (!proven.ok)
      return {
        body: { verified: false, reason: proven.reason, attempts_remaining: proven.attemptsRemaining },
      }
    const next = await afterVerification(visit, proven.user)
    const session = await startSession(proven.user, visit)
    return {
      body: { verified: true, next },
      cookies: [...(await cookiesOf(session)), { name: signUpCookie, value: '' }],
    }
  },
})
