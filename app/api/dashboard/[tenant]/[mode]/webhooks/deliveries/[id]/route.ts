import { dashboardReadRoute } from '@/lib/http/dashboard-read-route'
import { getDelivery } from '@/lib/webhooks/get-delivery'

export const GET = dashboardReadRoute({ run: getDelivery })
