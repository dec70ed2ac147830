import { dashboardRoute } from '@/lib/http/dashboard-route'
import { checkUrl } from '@/lib/webhooks/check-url'
import { CreateEndpointInput } from '@/lib/webhooks/endpoint-schema'

export const POST = dashboardRoute({ body: CreateEndpointInput.pick({ url: true }), run: checkUrl })
