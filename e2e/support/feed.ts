import type { Sql } from 'postgres'
import { z } from 'zod'
import { makeDelivery, makeEndpoint } from '@/db/webhook-factories'
import type { Mode } from '@/lib/core/context'
import { newUuid } from '@/lib/core/ids'

const instant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
const id = (prefix: string) => z.string().regex(new RegExp(`^${prefix}_[0-7][0-9a-hjkmnp-tv-z]{25}$`))
const mode = z.enum(['live', 'test'])
const listOf = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({
    object: z.literal('list'),
    data: z.array(item),
    has_more: z.boolean(),
    next_cursor: z.string().nullable(),
  })

export const Event = z.strictObject({
  object: z.literal('event'),
  id: id('evt'),
  type: z.string(),
  mode,
  timestamp: instant,
  data: z.record(z.string(), z.unknown()),
  created_at: instant,
})
export const EventList = listOf(Event)

const deliveryFields = {
  object: z.literal('delivery'),
  id: id('dlv'),
  mode,
  endpoint_id: id('whe'),
  event_id: id('evt'),
  event_type: z.string(),
  trigger: z.enum(['event', 'replay', 'recovery', 'test']),
  replay_of: id('dlv').nullable(),
  recovery_id: id('rcv').nullable(),
  status: z.enum(['pending', 'delivered', 'exhausted', 'canceled']),
  attempt_count: z.int().min(0).max(6),
  max_attempts: z.literal(6),
  last_status_code: z.int().nullable(),
  last_error: z.string().nullable(),
  last_duration_ms: z.int().nullable(),
  last_attempt_at: instant.nullable(),
  next_attempt_at: instant.nullable(),
  ended_at: instant.nullable(),
  created_at: instant,
}
export const Delivery = z.strictObject(deliveryFields)
export const DeliveryList = listOf(Delivery)
const pairs = z.record(z.string(), z.string())
export const DeliveryDetail = z.strictObject({
  ...deliveryFields,
  url: z.string(),
  body: z.string(),
  attempts: z.array(
    z.strictObject({
      number: z.int().min(1),
      started_at: instant,
      duration_ms: z.int().min(0),
      status_code: z.int().nullable(),
      error: z.string().nullable(),
      request: z.strictObject({ headers: pairs }),
      response: z.strictObject({ headers: pairs, body: z.string(), truncated: z.boolean() }).nullable(),
    }),
  ),
})
export const Replays = z.strictObject({
  object: z.literal('replays'),
  data: z.array(Delivery),
  refused: z.array(z.strictObject({ id: z.string(), code: z.enum(['not_found', 'state_conflict']) })),
})
export const Recovery = z.strictObject({
  object: z.literal('recovery'),
  id: id('rcv').nullable(),
  mode,
  endpoint_id: id('whe'),
  since: instant,
  until: instant,
  dry_run: z.boolean(),
  status: z.enum(['running', 'done', 'canceled']).nullable(),
  total: z.int().min(0),
  queued: z.int().min(0),
  delivered: z.int().min(0),
  failed: z.int().min(0),
  ended_at: instant.nullable(),
  created_at: instant,
})

/** Where nothing answers, so that nothing that is queued arrives anywhere. */
const nowhere = 'http://127.0.0.1:9/'
type Row = { type?: string; mode?: Mode; data?: object; createdAt?: Date }

/** What happens to a tenant, fanned out already, so that only what a test asks for is delivered. */
export function feedOf(owner: Sql, { id: tenantId }: { id: string }) {
  return {
    endpoint: (row: Partial<Parameters<typeof makeEndpoint>[0]> = {}) =>
      makeEndpoint({ tenantId, mode: 'live', url: nowhere, ...row }),
    deliver: (row: Omit<Parameters<typeof makeDelivery>[0], 'tenantId' | 'mode'> & { mode?: Mode }) =>
      makeDelivery({ tenantId, mode: 'live', ...row }),
    happen: ({
      type = 'otp.verified',
      mode = 'live',
      data = { object: 'otp', otp_id: 'otp_1' },
      createdAt = new Date(),
    }: Row = {}) =>
      owner.begin(async (tx) => {
        const event = { id: newUuid(), type, createdAt }
        const [feed] = await tx<{ position: string }[]>`
          insert into event_feeds (tenant_id, mode, position) values (${tenantId}, ${mode}, 1)
          on conflict (tenant_id, mode) do update set position = event_feeds.position + 1 returning position`
        await tx`insert into events (tenant_id, mode, id, type, subject_id, data, position, created_at)
          values (${tenantId}, ${mode}, ${event.id}, ${type}, 'otp_1', ${tx.json(JSON.parse(JSON.stringify(data)))},
            ${feed?.position ?? '0'}, ${createdAt})`
        return event
      }),
  }
}
