import { apiRoute } from '@/lib/http/next-adapter'
import {
  deleteWebhookEndpoint,
  getWebhookEndpoint,
  updateWebhookEndpoint,
} from '@/lib/webhooks/endpoint-endpoints'

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = apiRoute(
  deleteWebhookEndpoint,
  getWebhookEndpoint,
  updateWebhookEndpoint,
)
