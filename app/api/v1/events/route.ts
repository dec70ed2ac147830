import { apiRoute } from '@/lib/http/next-adapter'
import { triggerEventEndpoint } from '@/lib/http/trigger-endpoint'
import { listEventsEndpoint } from '@/lib/webhooks/log-endpoints'

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = apiRoute(
  listEventsEndpoint,
  triggerEventEndpoint,
)
