import { askReset } from '@/lib/auth/ask-reset'
import { AskResetInput } from '@/lib/auth/password-schema'
import { openAuthRoute } from '@/lib/http/auth-route'

export const POST = openAuthRoute({
  body: AskResetInput,
  run: async ({ visit }, input) => ({ body: await askReset(visit, input) }),
})
