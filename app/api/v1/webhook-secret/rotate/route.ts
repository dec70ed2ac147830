import { apiRoute } from '@/lib/http/next-adapter'
import { rotateWebhookSecret } from '@/lib/webhooks/endpoint-endpoints'

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = apiRoute(rotateWebhookSecret)
