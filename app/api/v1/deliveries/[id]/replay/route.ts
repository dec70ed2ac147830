import { apiRoute } from '@/lib/http/next-adapter'
import { replayDeliveryEndpoint } from '@/lib/webhooks/log-endpoints'

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = apiRoute(replayDeliveryEndpoint)
