import { beginPasskey } from '@/lib/auth/passkey-begin'
import { authRoute } from '@/lib/http/auth-route'

export const POST = authRoute({
  run: async ({ session }) => ({ body: await beginPasskey(session) }),
})
