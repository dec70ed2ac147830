import { resendCode } from '@/lib/auth/resend-code'
import { openAuthRoute } from '@/lib/http/auth-route'
import { signUpCookie } from '@/lib/http/cookies'
import { readSignUpId } from '@/lib/http/sign-up-id'

export const POST = openAuthRoute({
  run: async ({ visit, cookie }) => ({
    body: await resendCode(visit, { signUpId: readSignUpId(cookie(signUpCookie)) }),
  }),
})
