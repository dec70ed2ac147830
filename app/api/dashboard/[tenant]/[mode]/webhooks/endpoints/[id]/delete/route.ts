import { dashboardRoute } from '@/lib/http/dashboard-route'
import { deleteEndpoint } from '@/lib/webhooks/delete-endpoint'

export const POST = dashboardRoute({ run: deleteEndpoint })
