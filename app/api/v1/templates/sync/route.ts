import { apiRoute } from '@/lib/http/next-adapter'
import { syncTemplatesEndpoint } from '@/lib/templates/endpoints'

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = apiRoute(syncTemplatesEndpoint)
