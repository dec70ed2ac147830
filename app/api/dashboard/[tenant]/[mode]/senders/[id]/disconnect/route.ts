import { dashboardRoute } from '@/lib/http/dashboard-route'
import { disconnectSender } from '@/lib/senders/disconnect'

export const POST = dashboardRoute({ run: disconnectSender })
