import { endOwnSession } from '@/lib/auth/end-own-session'
import { EndSessionInput } from '@/lib/auth/schema'
import { authRoute } from '@/lib/http/auth-route'

export const POST = authRoute({
  body: EndSessionInput,
  run: async ({ session, visit }, { sessionId }) => {
    await endOwnSession(session, visit, sessionId)
    return { body: { session_id: sessionId } }
  },
})
