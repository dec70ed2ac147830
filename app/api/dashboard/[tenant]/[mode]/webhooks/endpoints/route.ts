import { dashboardRoute } from '@/lib/http/dashboard-route'
import { createEndpoint } from '@/lib/webhooks/create-endpoint'
import { CreateEndpointInput } from '@/lib/webhooks/endpoint-schema'

export const POST = dashboardRoute({ body: CreateEndpointInput, status: 201, run: createEndpoint })
