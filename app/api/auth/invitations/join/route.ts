import { acceptInvitationAsNewcomer } from '@/lib/auth/accept-invitation'
import { JoinInput } from '@/lib/auth/schema'
import { openAuthRoute } from '@/lib/http/auth-route'
import { cookiesOf } from '@/lib/http/open-session'

export const POST = openAuthRoute({
  body: JoinInput,
  run: async ({ visit }, input) => {
    const { session, slug } = await acceptInvitationAsNewcomer(visit, input)
    return { body: { slug }, cookies: await cookiesOf(session) }
  },
})
