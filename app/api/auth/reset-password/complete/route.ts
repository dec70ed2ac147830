import { completeReset } from '@/lib/auth/complete-reset'
import { CompleteResetInput } from '@/lib/auth/password-schema'
import { openAuthRoute } from '@/lib/http/auth-route'

export const POST = openAuthRoute({
  body: CompleteResetInput,
  run: async ({ visit }, input) => ({ body: await completeReset(visit, input) }),
})
