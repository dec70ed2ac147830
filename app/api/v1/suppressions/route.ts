import { listSuppressionsEndpoint } from '@/lib/contacts/suppression-endpoints'
import { apiRoute } from '@/lib/http/next-adapter'

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = apiRoute(listSuppressionsEndpoint)
