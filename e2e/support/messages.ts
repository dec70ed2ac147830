import type { Sql } from 'postgres'
import { z } from 'zod'
import { fromTypeId } from '@/lib/core/ids'
import type { Tenant } from './tenant'

const instant = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/)
const id = (prefix: string) => z.string().regex(new RegExp(`^${prefix}_[0-7][0-9a-hjkmnp-tv-z]{25}$`))

/** A message as a client relies on it; it may say more than that. */
export const SentMessage = z.looseObject({
  object: z.literal('message'),
  id: id('msg'),
  direction: z.literal('outbound'),
  to: z.string().nullable(),
  recipient: z.string().nullable(),
  sender_id: id('snd'),
  type: z.string(),
  status: z.enum(['scheduled', 'queued', 'sent', 'delivered', 'read', 'failed', 'canceled']),
  mode: z.enum(['live', 'test']),
  content: z.record(z.string(), z.unknown()),
  reply_to: id('msg').nullable(),
  send_at: instant.nullable(),
  used_fallback: z.boolean(),
  metadata: z.record(z.string(), z.string()),
  failure: z.null(),
  created_at: instant,
})

export const MessageBatch = z.strictObject({
  object: z.literal('message_batch'),
  mode: z.enum(['live', 'test']),
  accepted: z.int(),
  refused: z.int(),
  data: z.array(
    z.strictObject({
      message: SentMessage.nullable(),
      refusal: z.looseObject({ code: z.string(), status: z.int() }).nullable(),
    }),
  ),
})

export function text(to: string, body = 'Your table is ready.') {
  return { to, type: 'text', text: { body } }
}

/** This person has just written to the tenant's number. */
export async function openWindow(owner: Sql, tenant: Tenant, phone: string): Promise<void> {
  await owner`insert into conversations (tenant_id, mode, sender_id, person, last_inbound_at)
    values (${tenant.id}, 'live', ${fromTypeId('sender', tenant.sender_id)}, ${phone}, clock_timestamp())`
}

export function inMinutes(minutes: number): string {
  return new Date(Date.now() + minutes * 60_000).toISOString()
}
