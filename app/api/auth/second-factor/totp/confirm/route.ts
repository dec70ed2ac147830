import { ConfirmTotpInput } from '@/lib/auth/factor-schema'
import { confirmTotp } from '@/lib/auth/totp-confirm'
import { authRoute } from '@/lib/http/auth-route'

export const POST = authRoute({
  body: ConfirmTotpInput,
  run: async ({ session, visit }, input) => ({ body: await confirmTotp(session, visit, input) }),
})
