import { dashboardRoute } from '@/lib/http/dashboard-route'
import { checkSenderNow } from '@/lib/senders/check-now'

export const POST = dashboardRoute({ run: checkSenderNow })
