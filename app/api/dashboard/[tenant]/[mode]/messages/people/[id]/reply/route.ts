import { dashboardRoute } from '@/lib/http/dashboard-route'
import { ReplyInput } from '@/lib/messages/reply-schema'
import { replyToPerson } from '@/lib/messages/reply-to-person'

export const POST = dashboardRoute<typeof ReplyInput, { id: string }>({
  body: ReplyInput,
  status: 202,
  run: replyToPerson,
})
