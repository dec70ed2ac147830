import { dashboardRoute } from '@/lib/http/dashboard-route'
import { deleteEndpoint } from '@/lib/webhooks/delete-endpoint'
import { UpdateEndpointInput } from '@/lib/webhooks/endpoint-schema'
import { updateEndpoint } from '@/lib/webhooks/update-endpoint'

const change = dashboardRoute<typeof UpdateEndpointInput, { id: string }>({
  body: UpdateEndpointInput,
  run: updateEndpoint,
})

/** Forms can only post; the other two are for whoever speaks as the public API does. */
export { change as PATCH, change as POST }
export const DELETE = dashboardRoute({ run: deleteEndpoint })
