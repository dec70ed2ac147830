import { SignInInput } from '@/lib/auth/schema'
import { signIn } from '@/lib/auth/sign-in'
import { openAuthRoute } from '@/lib/http/auth-route'
import { answerOfSignIn } from '@/lib/http/open-session'

export const POST = openAuthRoute({
  body: SignInInput,
  run: async ({ visit }, input) => answerOfSignIn(await signIn(visit, input)),
})
