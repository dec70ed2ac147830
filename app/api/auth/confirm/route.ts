import { confirmIdentity } from '@/lib/auth/confirm-identity'
import { ConfirmInput } from '@/lib/auth/factor-schema'
import { authRoute } from '@/lib/http/auth-route'

export const POST = authRoute({
  body: ConfirmInput,
  run: async ({ session, visit }, input) => ({ body: await confirmIdentity(session, visit, input) }),
})
