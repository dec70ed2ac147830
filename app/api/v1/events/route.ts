import { apiRoute } from '@/lib/http/next-adapter'
import { triggerEventEndpoint } from '@/lib/http/trigger-endpoint'

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = apiRoute(triggerEventEndpoint)
