import { apiRoute } from '@/lib/http/next-adapter'
import { markReadEndpoint } from '@/lib/messages/read-endpoints'

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = apiRoute(markReadEndpoint)
