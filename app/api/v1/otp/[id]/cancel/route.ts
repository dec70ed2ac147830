import { apiRoute } from '@/lib/http/next-adapter'
import { cancelOtpEndpoint } from '@/lib/otp/endpoints'

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = apiRoute(cancelOtpEndpoint)
