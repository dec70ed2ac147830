import { apiRoute } from '@/lib/http/next-adapter'
import { createWebhookEndpoint, listWebhookEndpoints } from '@/lib/webhooks/endpoint-endpoints'

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = apiRoute(
  createWebhookEndpoint,
  listWebhookEndpoints,
)
