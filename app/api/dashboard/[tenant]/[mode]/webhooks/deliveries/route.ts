import { dashboardReadRoute } from '@/lib/http/dashboard-read-route'
import { ListDeliveriesQuery } from '@/lib/webhooks/delivery-schema'
import { listDeliveries } from '@/lib/webhooks/list-deliveries'

export const GET = dashboardReadRoute({ query: ListDeliveriesQuery, run: listDeliveries })
