import { z } from 'zod'
import type { DeliveryObject } from '@/lib/webhooks/delivery-schema'
import type { EndpointObject } from '@/lib/webhooks/endpoint-schema'

export const endpointExample: EndpointObject = {
  object: 'webhook_endpoint',
  id: 'whe_01kb5ta6q2f5h8wn4r9d3k7xse',
  mode: 'live',
  url: 'https://example.com/hooks/hawk-send',
  events: ['otp.verified', 'otp.failed'],
  description: 'Production',
  enabled: true,
  disabled_reason: null,
  disabled_at: null,
  rate_per_second: null,
  header_names: [],
  failing_since: null,
  last_succeeded_at: '2026-11-24T09:30:09.420Z',
  last_failed_at: null,
  created_at: '2026-11-20T08:00:00.000Z',
  updated_at: '2026-11-20T08:00:00.000Z',
}

/** What a test event carries. */
export const PingObject = z.object({
  object: z.literal('ping'),
  endpoint_id: z
    .string()
    .nullable()
    .describe('The endpoint that it was sent to; null while its URL is only being tried.'),
  message: z.string(),
})

/** What is sent to this endpoint to see whether it works; null for a URL that is only being tried. */
export function pingTo(endpointId: string | null): z.infer<typeof PingObject> {
  const message = 'If you can read this, and the signature holds, your endpoint works.'
  return { object: 'ping', endpoint_id: endpointId, message }
}

export const pingExample = pingTo(endpointExample.id)

const { id, url, events, description } = endpointExample
const idle = { last_succeeded_at: null, created_at: '2026-11-20T08:00:00.000Z' }

export const createEndpointExamples = {
  body: { url, events, description, headers: { Authorization: 'Bearer your-own-token' } },
  reply: { ...endpointExample, ...idle, header_names: ['Authorization'] },
}
export const getEndpointExamples = { reply: endpointExample }
export const listEndpointsExamples = {
  reply: { object: 'list', data: [endpointExample], has_more: false, next_cursor: null },
}
export const updateEndpointExamples = {
  body: { events: ['*'], rate_per_second: 50 },
  reply: {
    ...endpointExample,
    events: ['*'],
    rate_per_second: 50,
    updated_at: '2026-11-24T09:30:00.000Z',
  },
}
export const deleteEndpointExamples = { reply: { object: 'webhook_endpoint', id, deleted: true } }

export const deliveryExample: DeliveryObject = {
  object: 'delivery',
  id: 'dlv_01kb5ta6q2f5h8wn4r9d3k7xsf',
  mode: 'live',
  endpoint_id: id,
  event_id: 'evt_01kb5ta6q2f5h8wn4r9d3k7xse',
  event_type: 'test.ping',
  trigger: 'test',
  replay_of: null,
  recovery_id: null,
  status: 'pending',
  attempt_count: 0,
  max_attempts: 6,
  last_status_code: null,
  last_error: null,
  last_duration_ms: null,
  last_attempt_at: null,
  next_attempt_at: '2026-11-24T09:30:00.000Z',
  ended_at: null,
  created_at: '2026-11-24T09:30:00.000Z',
}
export const testEndpointExamples = { reply: deliveryExample }

const rotated = {
  object: 'webhook_secret',
  mode: 'live',
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  previous_valid_until: '2026-11-25T09:30:00.000Z',
  created_at: '2026-11-24T09:30:00.000Z',
}
export const rotateSecretExamples = {
  reply: rotated,
  others: { repeated: { ...rotated, secret: null } },
}
