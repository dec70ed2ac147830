import { SignUpInput } from '@/lib/auth/schema'
import { startSignUp } from '@/lib/auth/start-sign-up'
import { openAuthRoute } from '@/lib/http/auth-route'
import { signUpCookie } from '@/lib/http/cookies'

export const POST = openAuthRoute({
  body: SignUpInput,
  run: async ({ visit }, input) => {
    const { reply, signUpId } = await startSignUp(visit, input)
    return { body: reply, cookies: signUpId ? [{ name: signUpCookie, value: signUpId }] : [] }
  },
})
