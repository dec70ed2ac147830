import { apiRoute } from '@/lib/http/next-adapter'
import { listRequestsEndpoint } from '@/lib/requests/endpoints'

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = apiRoute(listRequestsEndpoint)
