import { dashboardRoute } from '@/lib/http/dashboard-route'
import { cancelRecovery } from '@/lib/webhooks/cancel-recovery'

export const POST = dashboardRoute({ run: cancelRecovery })
