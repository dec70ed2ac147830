import { dashboardRoute } from '@/lib/http/dashboard-route'
import { ReplayInput } from '@/lib/webhooks/delivery-schema'
import { replayDeliveries } from '@/lib/webhooks/replay-deliveries'

export const POST = dashboardRoute({ body: ReplayInput, status: 202, run: replayDeliveries })
