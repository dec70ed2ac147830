import { dashboardRoute } from '@/lib/http/dashboard-route'
import { CreateEndpointInput } from '@/lib/webhooks/endpoint-schema'
import { tryUrl } from '@/lib/webhooks/try-url'

export const POST = dashboardRoute({
  body: CreateEndpointInput.pick({ url: true, headers: true }),
  run: tryUrl,
})
