import { acceptInvitationAsNewcomer } from '@/lib/auth/accept-invitation'
import { JoinInput } from '@/lib/auth/invitation-schema'
import { openAuthRoute } from '@/lib/http/auth-route'
import { cookiesOf } from '@/lib/http/open-session'

export const POST = openAuthRoute({
  body: JoinInput,
  run: async ({ visit }, input) => {
    const answer = await acceptInvitationAsNewcomer(visit, input)
    if (!answer.joined) return { body: answer }
    return { body: { joined: true, slug: answer.slug }, cookies: await cookiesOf(answer.session) }
  },
})
