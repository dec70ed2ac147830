import { apiRoute } from '@/lib/http/next-adapter'
import { getGuardEndpoint } from '@/lib/otp/guard-endpoints'

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = apiRoute(getGuardEndpoint)
