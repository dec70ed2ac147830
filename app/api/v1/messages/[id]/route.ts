import { apiRoute } from '@/lib/http/next-adapter'
import { getMessageEndpoint } from '@/lib/messages/reading-endpoints'

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = apiRoute(getMessageEndpoint)
