import { dashboardRoute } from '@/lib/http/dashboard-route'
import { ReplayInput, replayDeliveries } from '@/lib/webhooks/replay-deliveries'

export const POST = dashboardRoute({ body: ReplayInput, status: 202, run: replayDeliveries })
