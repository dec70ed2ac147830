import { z } from 'zod'
import { modes } from '@/lib/core/context'
import { ListQuery, listOf } from '@/lib/core/lists'
import { policy } from '@/lib/core/policy'
import { deliveryStatuses, deliveryTriggers, recoveryStatuses } from '@/lib/core/statuses'
import { EventType } from '@/lib/webhooks/event-schema'

/**
 * Why an attempt got no answer, in words that tell nothing of our network. `interrupted`: the process that made it
 * died, and nobody knows whether it arrived.
 */
export const attemptErrors = [
  'url_not_allowed',
  'name_not_resolved',
  'connection_failed',
  'tls_failed',
  'timeout',
  'connection_lost',
  'invalid_answer',
  'interrupted',
] as const
export const AttemptError = z.enum(attemptErrors)
export type AttemptError = z.infer<typeof AttemptError>

export const attemptErrorWords: Record<AttemptError, string> = {
  url_not_allowed: 'The address is not one that we post to',
  name_not_resolved: 'The host name was not found',
  connection_failed: 'No connection could be made',
  tls_failed: 'The TLS connection could not be made; look at the certificate',
  timeout: `No answer within ${policy.webhooks.attemptMilliseconds / 1_000} seconds`,
  connection_lost: 'The connection broke off before the answer was complete',
  invalid_answer: 'The answer was not HTTP',
  interrupted: 'The attempt was interrupted on our side; it may have arrived',
}

export const DeliveryObject = z.object({
  object: z.literal('delivery'),
  id: z.string(),
  mode: z.enum(modes),
  endpoint_id: z.string(),
  event_id: z.string(),
  event_type: z.string(),
  trigger: z.enum(deliveryTriggers).describe('`event`, or who asked: `replay`, `recovery`, `test`.'),
  replay_of: z.string().nullable(),
  recovery_id: z.string().nullable(),
  status: z.enum(deliveryStatuses),
  attempt_count: z.int(),
  max_attempts: z.int(),
  last_status_code: z.int().nullable(),
  last_error: z.string().nullable(),
  last_duration_ms: z.int().nullable(),
  last_attempt_at: z.string().nullable(),
  next_attempt_at: z.string().nullable(),
  ended_at: z.string().nullable(),
  created_at: z.string(),
})
export type DeliveryObject = z.infer<typeof DeliveryObject>

export const AttemptObject = z.object({
  number: z.int(),
  started_at: z.string(),
  duration_ms: z.int(),
  status_code: z.int().nullable(),
  error: AttemptError.nullable(),
  request: z.object({ headers: z.record(z.string(), z.string()) }),
  response: z
    .object({
      headers: z.record(z.string(), z.string()),
      body: z.string().describe(`The first ${policy.webhooks.shownBytes / 1024} KB of it.`),
      truncated: z.boolean(),
    })
    .nullable(),
})
export type AttemptObject = z.infer<typeof AttemptObject>

export const DeliveryDetail = DeliveryObject.extend({
  url: z.string(),
  /** Byte for byte what is posted. */
  body: z.string(),
  attempts: z.array(AttemptObject).describe('Every attempt, the first first.'),
})
export type DeliveryDetail = z.infer<typeof DeliveryDetail>

export const ListDeliveriesQuery = ListQuery.extend({
  endpoint: z.string().optional().describe('Only those to this endpoint, `whe_…`.'),
  event: z.string().optional().describe('Only those of this event, `evt_…`.'),
  type: EventType.optional(),
  status: z.enum(deliveryStatuses).optional(),
  trigger: z.enum(deliveryTriggers).optional(),
  recovery: z.string().optional(),
  created_after: z.iso.datetime().optional(),
  created_before: z.iso.datetime().optional(),
})
export const DeliveryList = listOf(DeliveryObject)
export type DeliveryList = z.infer<typeof DeliveryList>

export const RecoverInput = z.strictObject({
  since: z.iso.datetime().describe(`At most ${policy.webhooks.recoverDays} days ago.`),
  dry_run: z.boolean().default(false).describe('Only count what would be sent again.'),
})

export const RecoveryObject = z.object({
  object: z.literal('recovery'),
  /** Null for a dry run: there is nothing to look at later. */
  id: z.string().nullable(),
  mode: z.enum(modes),
  endpoint_id: z.string(),
  since: z.string(),
  until: z.string(),
  dry_run: z.boolean(),
  status: z.enum(recoveryStatuses).nullable(),
  total: z.int().describe('Events that the endpoint has not got.'),
  queued: z.int(),
  delivered: z.int(),
  failed: z.int(),
  ended_at: z.string().nullable(),
  created_at: z.string(),
})
export type RecoveryObject = z.infer<typeof RecoveryObject>
