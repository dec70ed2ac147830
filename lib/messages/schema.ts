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
