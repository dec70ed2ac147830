import { dashboardRoute } from '@/lib/http/dashboard-route'
import { deleteEndpoint } from '@/lib/webhooks/delete-endpoint'
import { UpdateEndpointInput } from '@/lib/webhooks/endpoint-schema'
import { updateEndpoint } from '@/lib/webhooks/update-endpoint'

export const PATCH = dashboardRoute<typeof UpdateEndpointInput, { id: string }>({
  body: UpdateEndpointInput,
  run: updateEndpoint,
})
export const DELETE = dashboardRoute({ run: deleteEndpoint })
