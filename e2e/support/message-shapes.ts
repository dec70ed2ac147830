import { z } from 'zod'
import { Failure } from './shapes'

const id = (prefix: string) => z.string().regex(new RegExp(`^${prefix}_[0-7][0-9a-hjkmnp-tv-z]{25}$`))
const instant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
const phone = z.string().regex(/^\+[1-9]\d{6,14}$/)

const fields = {
  object: z.literal('message'),
  id: id('msg'),
  direction: z.enum(['outbound', 'inbound']),
  to: phone.nullable(),
  from: phone.nullable(),
  recipient: z.string().nullable(),
  sender_id: id('snd').nullable(),
  contact_id: id('con').nullable(),
  type: z.string(),
  status: z.enum(['scheduled', 'queued', 'sent', 'delivered', 'read', 'failed', 'canceled']),
  mode: z.enum(['live', 'test']),
  content: z.record(z.string(), z.unknown()).nullable(),
  reply_to: id('msg').nullable(),
  send_at: instant.nullable(),
  used_fallback: z.boolean().optional(),
  metadata: z.record(z.string(), z.string()),
  failure: Failure.nullable(),
  created_at: instant,
  sent_at: instant.nullable(),
  delivered_at: instant.nullable(),
  read_at: instant.nullable(),
  template: z.string().nullable(),
  language: z.string().nullable(),
  otp_id: id('otp').nullable(),
  api_key_id: id('key').nullable(),
  window: z.strictObject({ open: z.boolean(), expires_at: instant.nullable() }).nullable(),
}

/** A message as GET has it, written down a second time: not a field more or less. */
export const MessageList = z.strictObject({
  object: z.literal('list'),
  data: z.array(z.strictObject(fields)),
  has_more: z.boolean(),
  next_cursor: z.string().nullable(),
})

export const MessageDetail = z.strictObject({
  ...fields,
  request_id: id('req').nullable(),
  provider_message_id: z.string().nullable(),
  attempts: z.int().min(0),
  played_at: instant.nullable(),
  pricing: z
    .strictObject({
      category: z.string().nullable(),
      model: z.string().nullable(),
      type: z.string().nullable(),
      billable: z.boolean().nullable(),
    })
    .nullable(),
  timeline: z.array(
    z.strictObject({
      type: z.string(),
      at: instant,
      offset_ms: z.int().min(0),
      detail: z.string().nullable(),
    }),
  ),
})
