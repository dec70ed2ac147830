import { endSession } from '@/lib/auth/end-session'
import { authRoute } from '@/lib/http/auth-route'
import { noCookies } from '@/lib/http/open-session'

export const POST = authRoute({
  run: async ({ session }) => {
    await endSession(session.id, 'signed_out')
    return { body: {}, cookies: noCookies, headers: { 'clear-site-data': '"cache", "storage"' } }
  },
})
