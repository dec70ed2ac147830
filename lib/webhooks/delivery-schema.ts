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
  endpoint_id: z.string().describe('The endpoint, `whe_…`.'),
  event_id: z.string().describe('The event, `evt_…`: the `webhook-id` of every delivery of it.'),
  event_type: z.string().describe('The type of the event.'),
  trigger: z.enum(deliveryTriggers).describe('`event`, or who asked: `replay`, `recovery`, `test`.'),
  replay_of: z
    .string()
    .nullable()
    .describe('The delivery that it repeats, `dlv_…`; null unless somebody replayed one.'),
  recovery_id: z.string().nullable().describe('The recovery that it is part of, `rcv_…`.'),
  status: z
    .enum(deliveryStatuses)
    .describe(
      '`pending`; `delivered`: a 2xx came; `exhausted`: the last attempt failed; `canceled`: the endpoint takes nothing any more, or somebody stopped it.',
    ),
  attempt_count: z.int().describe('How many attempts were begun.'),
  max_attempts: z.int().describe('How many there are at most.'),
  last_status_code: z
    .int()
    .nullable()
    .describe('What the last attempt was answered with; null when there was no answer.'),
  last_error: z.string().nullable().describe('Why the last attempt got no answer; null when it got one.'),
  last_duration_ms: z.int().nullable().describe('Milliseconds that the last attempt took.'),
  last_attempt_at: z.string().nullable().describe('When the last attempt was made.'),
  next_attempt_at: z
    .string()
    .nullable()
    .describe('When the next attempt is due; null when there will be none.'),
  ended_at: z.string().nullable().describe('When it was delivered, exhausted or canceled.'),
  created_at: z.string(),
})
export type DeliveryObject = z.infer<typeof DeliveryObject>

export const AttemptObject = z.object({
  number: z.int().describe('Counted from 1.'),
  started_at: z.string().describe('When it was begun.'),
  duration_ms: z.int(),
  status_code: z.int().nullable().describe('What it was answered with; null when there was no answer.'),
  error: AttemptError.nullable().describe('Why there was no answer; null when there was one.'),
  request: z
    .object({
      headers: z
        .record(z.string(), z.string())
        .describe("What was sent along; of the endpoint's own headers only the names."),
    })
    .describe('What was sent; its body is that of the delivery.'),
  response: z
    .object({
      headers: z.record(z.string(), z.string()).describe('The headers of the answer.'),
      body: z.string().describe(`The first ${policy.webhooks.shownBytes / 1024} KB of it.`),
      truncated: z.boolean().describe('Whether the body was longer.'),
    })
    .nullable()
    .describe('What was answered; null when nothing was.'),
})
export type AttemptObject = z.infer<typeof AttemptObject>

export const DeliveryDetail = DeliveryObject.extend({
  url: z.string().describe('Where its endpoint is now.'),
  body: z
    .string()
    .describe('Byte for byte what is posted; empty once its event is older than events are kept.'),
  attempts: z.array(AttemptObject).describe('Every attempt, the first first.'),
})
export type DeliveryDetail = z.infer<typeof DeliveryDetail>

export const ListDeliveriesQuery = ListQuery.extend({
  endpoint: z.string().optional().describe('Only those to this endpoint, `whe_…`.'),
  event: z.string().optional().describe('Only those of this event, `evt_…`.'),
  type: EventType.optional().describe('Only those of events of this type.'),
  status: z.enum(deliveryStatuses).optional().describe('Only those that stand there.'),
  trigger: z.enum(deliveryTriggers).optional().describe('Only those with this cause.'),
  recovery: z.string().optional().describe('Only those of this recovery, `rcv_…`.'),
  created_after: z.iso.datetime().optional().describe('Made at this moment or later.'),
  created_before: z.iso.datetime().optional().describe('Made at this moment or before.'),
})
export const DeliveryList = listOf(DeliveryObject)
export type DeliveryList = z.infer<typeof DeliveryList>

export const ReplayInput = z.strictObject({
  ids: z
    .array(z.string().min(1).max(100))
    .min(1)
    .max(policy.webhooks.replayed)
    .describe('The deliveries, `dlv_…`, to send again.'),
})

export const ReplaysObject = z.object({
  object: z.literal('replays'),
  data: z.array(DeliveryObject).describe('The new deliveries, in the order of `ids`.'),
  refused: z
    .array(
      z.object({
        id: z.string().describe('As it was given.'),
        code: z.enum(['not_found', 'state_conflict']).describe('Why not, as replaying it alone would say.'),
      }),
    )
    .describe('Those that cannot be sent again: no such delivery, or nothing can be sent to its endpoint.'),
})
export type ReplaysObject = z.infer<typeof ReplaysObject>

export const RecoverInput = z.strictObject({
  since: z.iso.datetime().describe(`At most ${policy.webhooks.recoverDays} days ago.`),
  dry_run: z.boolean().default(false).describe('Only count what would be sent again.'),
})

export const RecoveryObject = z.object({
  object: z.literal('recovery'),
  id: z.string().nullable().describe('Its id, `rcv_…`; null for a dry run, which leaves nothing to look at.'),
  mode: z.enum(modes),
  endpoint_id: z.string().describe('The endpoint that is sent to, `whe_…`.'),
  since: z.string().describe('From when on events are sent again.'),
  until: z.string().describe('Until when; later ones are not part of it.'),
  dry_run: z.boolean().describe('Whether it was only counted.'),
  status: z
    .enum(recoveryStatuses)
    .nullable()
    .describe('`running`, `done` or `canceled`; null for a dry run.'),
  total: z
    .int()
    .describe(
      'Events that the endpoint has not got; of more than a million that were to be looked at, those among the first million, until more are found.',
    ),
  queued: z.int().describe('How many of them were put into the queue so far.'),
  delivered: z.int().describe('How many of these arrived.'),
  failed: z.int().describe('How many of these were given up or canceled.'),
  ended_at: z.string().nullable().describe('When nothing of it was left to do.'),
  created_at: z.string(),
})
export type RecoveryObject = z.infer<typeof RecoveryObject>
