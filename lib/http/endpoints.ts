import type { Endpoint } from '@/lib/core/endpoint'
import { getOtpEndpoint, sendOtpEndpoint, verifyOtpEndpoint } from '@/lib/otp/endpoints'
import { twilioEndpoints } from '@/lib/otp/twilio-endpoints'

/** Every endpoint of the public API. The router, the OpenAPI file, the docs and the tests are made from this list. */
export const endpoints: readonly Endpoint[] = [
  sendOtpEndpoint,
  verifyOtpEndpoint,
  getOtpEndpoint,
  ...twilioEndpoints,
]
