import { apiRoute } from '@/lib/http/next-adapter'
import { deleteTemplateEndpoint, getTemplateEndpoint } from '@/lib/templates/endpoints'

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = apiRoute(
  getTemplateEndpoint,
  deleteTemplateEndpoint,
)
