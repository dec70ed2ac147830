import { apiRoute } from '@/lib/http/next-adapter'
import { expireOtpEndpoint } from '@/lib/otp/endpoints'

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = apiRoute(expireOtpEndpoint)
