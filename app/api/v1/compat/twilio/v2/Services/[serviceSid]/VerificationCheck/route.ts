import { apiRoute } from '@/lib/http/next-adapter'
import { twilioEndpoints } from '@/lib/otp/twilio-endpoints'

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = apiRoute(...twilioEndpoints)
