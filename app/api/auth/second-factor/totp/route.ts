import { beginTotp } from '@/lib/auth/totp-begin'
import { authRoute } from '@/lib/http/auth-route'

export const POST = authRoute({
  run: async ({ session }) => ({ body: await beginTotp(session) }),
})
