import { dashboardRoute } from '@/lib/http/dashboard-route'
import { replayDelivery } from '@/lib/webhooks/replay-deliveries'

export const POST = dashboardRoute({ status: 202, run: replayDelivery })
