import { apiRoute } from '@/lib/http/next-adapter'
import { uploadMediaEndpoint } from '@/lib/media/endpoints'

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = apiRoute(uploadMediaEndpoint)
