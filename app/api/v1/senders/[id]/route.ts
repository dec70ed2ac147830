import { apiRoute } from '@/lib/http/next-adapter'
import { getSenderEndpoint } from '@/lib/senders/endpoints'

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = apiRoute(getSenderEndpoint)
