import { authRoute } from '@/lib/http/auth-route'
import { freshAccess } from '@/lib/http/open-session'
import { acceptInvitation } from '@/lib/tenants/accept-invitation'
import { AcceptInvitationInput } from '@/lib/tenants/schema'

export const POST = authRoute({
  body: AcceptInvitationInput,
  run: async ({ visit, session }, input) => {
    const { slug } = await acceptInvitation(visit, session.user, input)
    return { body: { slug }, cookies: await freshAccess(session) }
  },
})
