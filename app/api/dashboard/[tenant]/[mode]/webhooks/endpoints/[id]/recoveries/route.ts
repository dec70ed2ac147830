import { dashboardReadRoute } from '@/lib/http/dashboard-read-route'
import { listRecoveries } from '@/lib/webhooks/list-recoveries'

export const GET = dashboardReadRoute<{ id: string }>(listRecoveries)
