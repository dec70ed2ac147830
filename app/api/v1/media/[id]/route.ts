import { apiRoute } from '@/lib/http/next-adapter'
import { deleteMediaEndpoint, getMediaEndpoint } from '@/lib/media/endpoints'

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = apiRoute(
  getMediaEndpoint,
  deleteMediaEndpoint,
)
