import { renewRecoveryCodes } from '@/lib/auth/recovery-renew'
import { authRoute } from '@/lib/http/auth-route'

export const POST = authRoute({
  run: async ({ session, visit }) => ({ body: await renewRecoveryCodes(session, visit) }),
})
