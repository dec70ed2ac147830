import { dashboardReadRoute } from '@/lib/http/dashboard-read-route'
import { getRecovery } from '@/lib/webhooks/get-recovery'

export const GET = dashboardReadRoute({ run: getRecovery })
