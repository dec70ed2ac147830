import { apiRoute } from '@/lib/http/next-adapter'
import { createTemplateEndpoint, listTemplatesEndpoint } from '@/lib/templates/endpoints'

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = apiRoute(
  listTemplatesEndpoint,
  createTemplateEndpoint,
)
