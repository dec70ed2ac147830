import { z } from 'zod'
import { characters } from '@/lib/core/characters'
import { modes } from '@/lib/core/context'
import { ListQuery, listOf } from '@/lib/core/lists'
import { policy } from '@/lib/core/policy'
import { disabledReasons } from '@/lib/core/statuses'
import { AttemptError } from '@/lib/webhooks/delivery-schema'
import { HeaderPairs } from '@/lib/webhooks/header-schema'
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
  .superRefine((types, context) => {
    if (new Set(types).size < types.length) context.addIssue('Each type stands here once.')
    if (types.includes('*') && types.length > 1)
      context.addIssue({
        code: 'custom',
        message: '`*` is all types, and stands alone.',
        params: { fix: 'Leave out the others, or leave out `*`.' },
      })
  })
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

const Description = characters(descriptionLength, 0).describe('Your own words about it.')
const Rate = z
  .int()
  .min(ratePerSecond.min)
  .max(ratePerSecond.max)
  .nullable()
  .describe('At most so many deliveries a second; null is as fast as it answers.')

export const CreateEndpointInput = z.strictObject({
  url: EndpointUrl,
  events: EndpointEvents.default(['*']),
  description: Description.default(''),
  enabled: z.boolean().default(true).describe('Whether anything is to be sent to it.'),
  rate_per_second: Rate.default(null),
  headers: HeaderPairs.default({}),
})

export const UpdateEndpointInput = z.strictObject({
  url: EndpointUrl.optional(),
  events: EndpointEvents.optional(),
  description: Description.optional(),
  enabled: z
    .boolean()
    .optional()
    .describe('`false` stops it: what waits is canceled. `true` also forgets how it failed before.'),
  rate_per_second: Rate.optional(),
  headers: HeaderPairs.optional().describe('Replaces all of them.'),
})

export const ListEndpointsQuery = ListQuery
export const EndpointList = listOf(EndpointObject)
export type EndpointList = z.infer<typeof EndpointList>

export const DeletedEndpoint = z.object({
  object: z.literal('webhook_endpoint'),
  id: z.string(),
  deleted: z.literal(true).describe('It is gone.'),
})
export type DeletedEndpoint = z.infer<typeof DeletedEndpoint>

/** What the screen asks for before anything is saved. */
export const TryUrlInput = z.strictObject({ url: EndpointUrl, headers: HeaderPairs.default({}) })

/** What came of posting a test event to a URL that is not saved. */
export const TrialObject = z.object({
  object: z.literal('trial'),
  status_code: z.int().nullable(),
  /** Why there was no answer. */
  error: AttemptError.nullable(),
  /** Null where the time would tell of more than the receiver. */
  duration_ms: z.int().nullable(),
  body: z.string().nullable(),
})
export type TrialObject = z.infer<typeof TrialObject>

/** What saving a URL would say of it. */
export const UrlVerdict = z.object({
  object: z.literal('url_verdict'),
  allowed: z.boolean(),
  reason: z.string().nullable().describe('Why it is not allowed, in a sentence for its writer.'),
})
export type UrlVerdict = z.infer<typeof UrlVerdict>

/** The secret, at the one time that it is told to a program. */
export const SecretObject = z.object({
  object: z.literal('webhook_secret'),
  mode: z.enum(modes),
  secret: z.string().describe('`whsec_…`; store it now, the API does not tell it again.'),
  previous_valid_until: z.string().nullable().describe('Until then the secret before signs along.'),
  created_at: z.string(),
})
export type SecretObject = z.infer<typeof SecretObject>

/** The same as the API answers. It is told once: whoever repeats a rotation with its Idempotency-Key learns no secret. */
export const RotatedSecret = SecretObject.extend({
  secret: SecretObject.shape.secret
    .nullable()
    .describe(
      '`whsec_…`; store it now, the API does not tell it again. Null when the call is repeated with its Idempotency-Key: a secret is never stored for replay.',
    ),
})

/** All about the secret but what it is. */
export const SecretState = SecretObject.omit({ secret: true })
export type SecretState = z.infer<typeof SecretState>
