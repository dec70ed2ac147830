import { z } from 'zod'
import { actors } from '@/lib/core/provider-errors'
import { type MessageStatus, messageStatuses } from '@/lib/core/statuses'

export type { MessageStatus }
export { messageStatuses }

export const FailureObject = z
  .object({
    code: z.string().describe('What programs should look at.'),
    title: z.string().describe('What happened, in a sentence.'),
    actor: z.enum(actors).describe('Who can do something about it.'),
    retryable: z.boolean().describe('Whether sending again may help.'),
    fix: z.string().describe('What to do.'),
    provider_code: z.int().nullable().describe("Meta's own code, when it was Meta who said so."),
  })
  .meta({ id: 'Failure', description: 'Why it failed, and what to do.' })
export type Failure = z.infer<typeof FailureObject>

export const MessageObject = z.object({
  object: z.literal('message'),
  id: z.string(),
  direction: z.enum(['outbound', 'inbound']),
  to: z.string().nullable().describe('Who gets it, in E.164; null for what somebody wrote to you.'),
  from: z.string().nullable().describe('Who wrote it, in E.164; null for what you sent.'),
  recipient: z
    .string()
    .nullable()
    .describe("WhatsApp's business-scoped id of that person, where it is known."),
  sender_id: z.string().nullable().describe('Your own number in it.'),
  contact_id: z.string().nullable(),
  type: z.string(),
  status: z.enum(messageStatuses),
  mode: z.enum(['live', 'test']),
  content: z
    .record(z.string(), z.unknown())
    .nullable()
    .describe("What it says, shaped as Meta shapes the object of its type. A code's is never kept."),
  reply_to: z.string().nullable().describe('The message that it answers or reacts to.'),
  send_at: z.string().nullable(),
  used_fallback: z
    .boolean()
    .describe('Whether the fallback template went in its place, the window being closed.'),
  metadata: z.record(z.string(), z.string()),
  failure: FailureObject.nullable(),
  created_at: z.string(),
  sent_at: z.string().nullable(),
  delivered_at: z.string().nullable(),
  read_at: z.string().nullable(),
})
MessageObject.register(z.globalRegistry, { id: 'Message', description: 'A message.' })
export type MessageObject = z.infer<typeof MessageObject>

/** A delivery report, in our words. */
export type DeliveryReport = {
  status: 'sent' | 'delivered' | 'read' | 'failed'
  at: Date
  wamid: string
  waId: string | null
  failure: Failure | null
}

/** Unix seconds; NaN when Meta sent something else. */
const UnixSeconds = z.coerce.number().min(0).max(1e10).catch(Number.NaN)

/** What Meta posts about messages; everything else in a delivery is kept, and left alone. */
export const StatusReport = z.object({
  id: z.string(),
  status: z.string(),
  timestamp: UnixSeconds,
  biz_opaque_callback_data: z.string().optional(),
  /** The number as WhatsApp writes it; none for somebody who is known by a user name alone. */
  recipient_id: z.string().max(64).nullish().catch(null),
  errors: z.array(z.object({ code: z.number() })).optional(),
})
export type StatusReport = z.infer<typeof StatusReport>

/** Since usernames came, `from` is missing for those who hide their number behind one. */
export const TextMessage = z.object({
  id: z.string(),
  from: z.string().optional().catch(undefined),
  timestamp: UnixSeconds,
  type: z.literal('text'),
  text: z.object({ body: z.string() }),
})
export type TextMessage = z.infer<typeof TextMessage>

/** Only as deep as it takes to find the parts; each part is looked at by itself, and one bad one hides no other. */
export const MetaWebhook = z.object({ entry: z.array(z.unknown()) })
export const MetaEntry = z.object({ changes: z.array(z.unknown()) })
export const MetaMessagesChange = z.object({
  field: z.literal('messages'),
  value: z.object({
    statuses: z.array(z.unknown()).catch([]),
    messages: z.array(z.unknown()).catch([]),
    metadata: z.object({ phone_number_id: z.string() }).optional().catch(undefined),
  }),
})
