import { changePassword } from '@/lib/auth/change-password'
import { ChangePasswordInput } from '@/lib/auth/password-schema'
import { authRoute } from '@/lib/http/auth-route'

export const POST = authRoute({
  body: ChangePasswordInput,
  run: async ({ visit, session }, passwords) => ({
    body: await changePassword(visit, { ...passwords, session }),
  }),
})
