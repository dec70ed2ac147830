import { z } from 'zod'
import { deliveryStatuses, deliveryTriggers } from '@/lib/core/statuses'

/** How an endpoint has been doing for a day. What somebody asked for by hand counts towards nothing but `waiting`. */
export const EndpointHealth = z.object({
  endpoint_id: z.string(),
  state: z.enum(['enabled', 'failing', 'disabled']),
  delivered_24h: z.int(),
  /** Given up, or failed and waiting for the next attempt. */
  failed_24h: z.int(),
  /** Delivered of these two; null when there is neither. */
  success_ratio: z.number().nullable(),
  /** Of the last attempt of each; null when there was none. */
  p95_ms: z.int().nullable(),
  /** What is in its queue, up to `policy.webhooks.health.waitingMax`. */
  waiting: z.int(),
  /** Whether there were more in a day than are counted here. */
  is_sample: z.boolean(),
})
export type EndpointHealth = z.infer<typeof EndpointHealth>

/** A delivery as the details of what its event is about tell of it. */
export const DeliveryOf = z.object({
  id: z.string(),
  event_type: z.string(),
  endpoint_id: z.string(),
  url: z.string(),
  trigger: z.enum(deliveryTriggers),
  status: z.enum(deliveryStatuses),
  attempt_count: z.int(),
  last_status_code: z.int().nullable(),
  last_error: z.string().nullable(),
  last_duration_ms: z.int().nullable(),
  next_attempt_at: z.string().nullable(),
  created_at: z.string(),
})
export type DeliveryOf = z.infer<typeof DeliveryOf>
