import { apiRoute } from '@/lib/http/next-adapter'
import { resendOtpEndpoint } from '@/lib/otp/endpoints'

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = apiRoute(resendOtpEndpoint)
