import { apiRoute } from '@/lib/http/next-adapter'
import { testWebhookEndpoint } from '@/lib/webhooks/endpoint-endpoints'

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = apiRoute(testWebhookEndpoint)
