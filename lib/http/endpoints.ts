import type { Endpoint } from '@/lib/core/endpoint'
import {
  cancelOtpEndpoint,
  createInboundOtpEndpoint,
  expireOtpEndpoint,
  getOtpEndpoint,
  listOtpsEndpoint,
  receiveOtpEndpoint,
  resendOtpEndpoint,
  sendOtpEndpoint,
  verifyOtpEndpoint,
} from '@/lib/otp/endpoints'
import { twilioEndpoints } from '@/lib/otp/twilio-endpoints'
import { getRequestEndpoint, listRequestsEndpoint } from '@/lib/requests/endpoints'

/** Every endpoint of the public API. The router, the OpenAPI file, the docs and the tests are made from this list. */
export const endpoints: readonly Endpoint[] = [
  sendOtpEndpoint,
  verifyOtpEndpoint,
  getOtpEndpoint,
  listOtpsEndpoint,
  cancelOtpEndpoint,
  resendOtpEndpoint,
  expireOtpEndpoint,
  createInboundOtpEndpoint,
  receiveOtpEndpoint,
  ...twilioEndpoints,
  listRequestsEndpoint,
  getRequestEndpoint,
]
