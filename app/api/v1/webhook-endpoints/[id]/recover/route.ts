import { apiRoute } from '@/lib/http/next-adapter'
import { recoverEndpointEndpoint } from '@/lib/webhooks/log-endpoints'

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = apiRoute(recoverEndpointEndpoint)
