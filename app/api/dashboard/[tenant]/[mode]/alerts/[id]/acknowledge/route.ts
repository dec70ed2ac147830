import { acknowledgeAlert } from '@/lib/alerts/acknowledge'
import { dashboardRoute } from '@/lib/http/dashboard-route'

export const POST = dashboardRoute({ run: acknowledgeAlert })
