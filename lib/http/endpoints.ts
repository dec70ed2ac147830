import type { Endpoint } from '@/lib/core/endpoint'
import {
  createInboundOtpEndpoint,
  getOtpEndpoint,
  receiveOtpEndpoint,
  sendOtpEndpoint,
  verifyOtpEndpoint,
} from '@/lib/otp/endpoints'

/** Every endpoint of the public API. The router, the OpenAPI file, the docs and the tests are made from this list. */
export const endpoints: readonly Endpoint[] = [
  sendOtpEndpoint,
  verifyOtpEndpoint,
  getOtpEndpoint,
  createInboundOtpEndpoint,
  receiveOtpEndpoint,
]
