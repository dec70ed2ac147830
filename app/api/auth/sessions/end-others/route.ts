import { endOtherSessions } from '@/lib/auth/end-other-sessions'
import { authRoute } from '@/lib/http/auth-route'

export const POST = authRoute({
  run: async ({ session, visit }) => ({ body: { ended: await endOtherSessions(session, visit) } }),
})
