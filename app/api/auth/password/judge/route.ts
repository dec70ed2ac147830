import { judgePassword } from '@/lib/auth/judge-password'
import { JudgePasswordInput } from '@/lib/auth/password-schema'
import { openAuthRoute } from '@/lib/http/auth-route'

export const POST = openAuthRoute({
  body: JudgePasswordInput,
  run: async ({ visit }, input) => ({ body: await judgePassword(visit, input) }),
})
