import type { Endpoint } from '@/lib/core/endpoint'
import {
  createInboundOtpEndpoint,
  getOtpEndpoint,
  receiveOtpEndpoint,
  sendOtpEndpoint,
  verifyOtpEndpoint,
} from '@/lib/otp/endpoints'
import { backtestGuardEndpoint, getGuardEndpoint, listGuardBlocksEndpoint } from '@/lib/otp/guard-endpoints'
import { twilioEndpoints } from '@/lib/otp/twilio-endpoints'
import { getRequestEndpoint, listRequestsEndpoint } from '@/lib/requests/endpoints'

/** Every endpoint of the public API. The router, the OpenAPI file, the docs and the tests are made from this list. */
export const endpoints: readonly Endpoint[] = [
  sendOtpEndpoint,
  verifyOtpEndpoint,
  getOtpEndpoint,
  createInboundOtpEndpoint,
  receiveOtpEndpoint,
  getGuardEndpoint,
  listGuardBlocksEndpoint,
  backtestGuardEndpoint,
  ...twilioEndpoints,
  listRequestsEndpoint,
  getRequestEndpoint,
]
