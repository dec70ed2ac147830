import { changePassword } from '@/lib/auth/change-password'
import { ChangePasswordInput } from '@/lib/auth/password-schema'
import { authRoute } from '@/lib/http/auth-route'
import { deviceCookie } from '@/lib/http/cookies'

export const POST = authRoute({
  body: ChangePasswordInput,
  run: async ({ visit, session, cookie }, passwords) => ({
    body: await changePassword(visit, { ...passwords, session, deviceToken: cookie(deviceCookie) }),
  }),
})
