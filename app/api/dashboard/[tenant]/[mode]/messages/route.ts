import { dashboardRoute } from '@/lib/http/dashboard-route'
import { SendMessageInput } from '@/lib/messages/content-schema'
import { sendMessage } from '@/lib/messages/send-message'

export const POST = dashboardRoute({ body: SendMessageInput, status: 202, run: sendMessage })
