import { SignInInput } from '@/lib/auth/schema'
import { signIn } from '@/lib/auth/sign-in'
import { openAuthRoute } from '@/lib/http/auth-route'
import { deviceCookie } from '@/lib/http/cookies'
import { answerOfSignIn } from '@/lib/http/open-session'

export const POST = openAuthRoute({
  body: SignInInput,
  run: async ({ visit, cookie }, input) =>
    answerOfSignIn(await signIn(visit, { ...input, deviceToken: cookie(deviceCookie) })),
})
