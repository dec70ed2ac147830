import { importContactsEndpoint } from '@/lib/contacts/endpoints'
import { apiRoute } from '@/lib/http/next-adapter'

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = apiRoute(importContactsEndpoint)
