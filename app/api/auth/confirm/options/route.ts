import { findConfirmOptions } from '@/lib/auth/confirm-options'
import { authRoute } from '@/lib/http/auth-route'

export const POST = authRoute({
  run: async ({ session }) => ({ body: await findConfirmOptions(session) }),
})
