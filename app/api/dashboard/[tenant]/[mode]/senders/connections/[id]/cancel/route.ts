import { dashboardRoute } from '@/lib/http/dashboard-route'
import { cancelConnection } from '@/lib/senders/cancel-connection'

export const POST = dashboardRoute({ run: cancelConnection })
