import { apiRoute } from '@/lib/http/next-adapter'
import { listDeliveriesEndpoint } from '@/lib/webhooks/log-endpoints'

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = apiRoute(listDeliveriesEndpoint)
