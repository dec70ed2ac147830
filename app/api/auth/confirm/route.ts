import { confirmIdentity } from '@/lib/auth/confirm-identity'
import { ConfirmInput } from '@/lib/auth/factor-schema'
import { authRoute } from '@/lib/http/auth-route'
import { deviceCookie } from '@/lib/http/cookies'

export const POST = authRoute({
  body: ConfirmInput,
  run: async ({ session, visit, cookie }, input) => ({
    body: await confirmIdentity(session, visit, { ...input, deviceToken: cookie(deviceCookie) }),
  }),
})
