import { removeTotp } from '@/lib/auth/totp-remove'
import { authRoute } from '@/lib/http/auth-route'

export const POST = authRoute({
  run: async ({ session, visit }) => {
    await removeTotp(session, visit)
    return { body: {} }
  },
})
