import { z } from 'zod'
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
  endpoint_id: z.string().describe('The endpoint that it was sent to.'),
  message: z.string(),
})

export const pingExample = {
  object: 'ping',
  endpoint_id: endpointExample.id,
  message: 'If you can read this, and the signature holds, your endpoint works.',
} satisfies z.infer<typeof PingObject>
