import { contactEndpoints } from '@/lib/contacts/endpoints'
import { suppressionEndpoints } from '@/lib/contacts/suppression-endpoints'
import { type Endpoint, openEndpoint } from '@/lib/core/endpoint'
import { openApiText } from '@/lib/http/openapi/document'
import { OpenApiReply, openApiExample } from '@/lib/http/openapi/reply'
import { triggerEventEndpoint } from '@/lib/http/trigger-endpoint'
import { mediaEndpoints } from '@/lib/media/endpoints'
import { markReadEndpoint } from '@/lib/messages/read-endpoints'
import { readingEndpoints } from '@/lib/messages/reading-endpoints'
import { sendEndpoints } from '@/lib/messages/send-endpoints'
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
import { backtestGuardEndpoint, getGuardEndpoint, listGuardBlocksEndpoint } from '@/lib/otp/guard-endpoints'
import { twilioEndpoints } from '@/lib/otp/twilio-endpoints'
import { getRequestEndpoint, listRequestsEndpoint } from '@/lib/requests/endpoints'
import { getSenderEndpoint, listSendersEndpoint } from '@/lib/senders/endpoints'
import {
  createTemplateEndpoint,
  deleteTemplateEndpoint,
  getTemplateEndpoint,
  listTemplatesEndpoint,
  syncTemplatesEndpoint,
} from '@/lib/templates/endpoints'
import { webhookEndpointEndpoints } from '@/lib/webhooks/endpoint-endpoints'
import { webhookLogEndpoints } from '@/lib/webhooks/log-endpoints'

/** The description of the API is an endpoint of it. */
export const openApiEndpoint = openEndpoint({
  operationId: 'getOpenApi',
  path: '/openapi.json',
  summary: 'Read this description',
  description: 'OpenAPI 3.1, made from the schemas that check every request. No key is needed.',
  reply: OpenApiReply,
  examples: { reply: openApiExample },
  text: () => openApiText(endpoints),
})

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
  markReadEndpoint,
  getGuardEndpoint,
  listGuardBlocksEndpoint,
  backtestGuardEndpoint,
  ...twilioEndpoints,
  ...contactEndpoints,
  ...suppressionEndpoints,
  ...mediaEndpoints,
  ...sendEndpoints,
  ...readingEndpoints,
  listTemplatesEndpoint,
  createTemplateEndpoint,
  getTemplateEndpoint,
  deleteTemplateEndpoint,
  syncTemplatesEndpoint,
  listSendersEndpoint,
  getSenderEndpoint,
  ...webhookEndpointEndpoints,
  listRequestsEndpoint,
  getRequestEndpoint,
  ...webhookLogEndpoints,
  triggerEventEndpoint,
  openApiEndpoint,
]
