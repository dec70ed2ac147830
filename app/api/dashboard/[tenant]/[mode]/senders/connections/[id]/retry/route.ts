import { dashboardRoute } from '@/lib/http/dashboard-route'
import { retryConnection } from '@/lib/senders/retry-connection'

export const POST = dashboardRoute({ run: retryConnection })
