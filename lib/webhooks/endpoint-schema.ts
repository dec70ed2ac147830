import { z } from 'zod'
import { modes } from '@/lib/core/context'
import { ListQuery, listOf } from '@/lib/core/lists'
import { policy } from '@/lib/core/policy'
import { disabledReasons } from '@/lib/core/statuses'
import { eventTypes } from '@/lib/webhooks/schema'

const { urlLength, descriptionLength, ratePerSecond } = policy.webhooks

export const EndpointUrl = z
  .string()
  .min(1)
  .max(urlLength)
  .describe('Where events are posted to: https, port 443 or 8443.')

export const EndpointEvents = z
  .array(z.enum(['*', ...eventTypes]))
  .min(1)
  .max(eventTypes.length)
  .describe('The types that it gets; `["*"]` is all, also those that are added later.')

export const EndpointObject = z.object({
  object: z.literal('webhook_endpoint'),
  id: z.string(),
  mode: z.enum(modes),
  url: z.string(),
  events: z.array(z.string()).describe('The types that it gets; `["*"]` is all.'),
  description: z.string().describe('Your own words about it.'),
  enabled: z.boolean().describe('Whether anything is sent to it.'),
  disabled_reason: z
    .enum(disabledReasons)
    .nullable()
    .describe(
      '`by_hand`, `gone` (it answered 410), or `failing` (days of nothing but failures); null while it is enabled.',
    ),
  disabled_at: z.string().nullable().describe('Since when nothing is sent to it.'),
  rate_per_second: z.int().nullable().describe('At most so many deliveries a second; null is no cap.'),
  header_names: z.array(z.string()).describe('What is sent besides ours; the values are never shown again.'),
  failing_since: z.string().nullable().describe('Since when every delivery has failed.'),
  last_succeeded_at: z.string().nullable().describe('When it last answered with a 2xx.'),
  last_failed_at: z.string().nullable().describe('When a delivery to it last failed.'),
  created_at: z.string(),
  updated_at: z.string(),
})
export type EndpointObject = z.infer<typeof EndpointObject>

export const HeaderPairs = z
  .record(z.string(), z.string())
  .describe(
    'Headers to send along, such as an Authorization of your own. Kept sealed; only their names are shown.',
  )

export const CreateEndpointInput = z.strictObject({
  url: EndpointUrl,
  events: EndpointEvents.default(['*']),
  description: z.string().max(descriptionLength).default(''),
  enabled: z.boolean().default(true),
  rate_per_second: z.int().min(ratePerSecond.min).max(ratePerSecond.max).nullable().default(null),
  headers: HeaderPairs.default({}),
})

export const UpdateEndpointInput = z.strictObject({
  url: EndpointUrl.optional(),
  events: EndpointEvents.optional(),
  description: z.string().max(descriptionLength).optional(),
  enabled: z.boolean().optional(),
  rate_per_second: z.int().min(ratePerSecond.min).max(ratePerSecond.max).nullable().optional(),
  headers: HeaderPairs.optional().describe('Replaces all of them.'),
})

export const ListEndpointsQuery = ListQuery
export const EndpointList = listOf(EndpointObject)
export type EndpointList = z.infer<typeof EndpointList>

export const DeletedEndpoint = z.object({
  object: z.literal('webhook_endpoint'),
  id: z.string(),
  deleted: z.literal(true),
})

/** The secret, at the one time that it is told to a program. */
export const SecretObject = z.object({
  object: z.literal('webhook_secret'),
  mode: z.enum(modes),
  secret: z.string().describe('`whsec_…`; store it now, the API does not tell it again.'),
  previous_valid_until: z.string().nullable().describe('Until then the secret before signs along.'),
  created_at: z.string(),
})
export type SecretObject = z.infer<typeof SecretObject>
