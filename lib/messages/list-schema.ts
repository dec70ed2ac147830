import { z } from 'zod'
import { ListQuery, listOf } from '@/lib/core/lists'
import { PhoneNumber } from '@/lib/core/phone'
import { MessageObject, messageStatuses } from '@/lib/messages/schema'

/** What a message can be, ours and theirs. What WhatsApp adds is kept under its own word. */
export const messageTypes = [
  'text',
  'image',
  'video',
  'audio',
  'document',
  'sticker',
  'location',
  'contacts',
  'interactive',
  'button',
  'reaction',
  'template',
  'order',
  'system',
  'edit',
  'revoke',
  'unsupported',
] as const

export const directions = ['outbound', 'inbound'] as const

/** The 24-hour window of a person with one number. */
export const WindowObject = z
  .object({
    open: z.boolean().describe('Whether free-form messages may go out.'),
    expires_at: z
      .string()
      .nullable()
      .describe('When it closes, or closed; null for somebody who never wrote to that number.'),
  })
  .meta({ id: 'MessageWindow', description: 'The 24-hour window of a person with one of your numbers.' })
export type WindowObject = z.infer<typeof WindowObject>

/** One stop of a message. `offset_ms` counts from the moment it was accepted, or came in. */
export const MessageTimelineEntry = z
  .object({
    type: z.enum([
      'accepted',
      'received',
      'scheduled',
      'queued',
      'sent',
      'delivered',
      'read',
      'played',
      'failed',
      'canceled',
    ]),
    at: z.string(),
    offset_ms: z.int(),
    detail: z.string().nullable(),
  })
  .meta({ id: 'MessageTimelineEntry', description: 'One step of a message.' })
export type MessageTimelineEntry = z.infer<typeof MessageTimelineEntry>

/** A row of the list: the message, and where it belongs. */
export const MessageListItem = MessageObject.extend({
  template: z.string().nullable().describe('The template that carried it, when one did.'),
  language: z.string().nullable(),
  otp_id: z.string().nullable().describe('The one-time password that it carried, whose text is never kept.'),
  api_key_id: z.string().nullable(),
  window: WindowObject.nullable().describe('As it stands now; null where no number of yours is in it.'),
})
MessageListItem.register(z.globalRegistry, {
  id: 'MessageListItem',
  description: 'A message, and where it belongs.',
})
export type MessageListItem = z.infer<typeof MessageListItem>

export const PricingObject = z
  .object({
    category: z.string().nullable().describe("Meta's category: `service`, `utility` and the rest."),
    model: z.string().nullable().describe('How Meta prices: `PMP` is by message.'),
    type: z.string().nullable().describe('`regular`, or why it is free.'),
    billable: z.boolean().nullable().describe('Whether Meta charges for it.'),
  })
  .meta({ id: 'MessagePricing', description: 'What Meta said of the price.' })
export type PricingObject = z.infer<typeof PricingObject>

export const MessageDetail = MessageListItem.extend({
  request_id: z.string().nullable(),
  provider_message_id: z.string().nullable(),
  attempts: z.int().describe('How many times Meta was asked to take it.'),
  played_at: z.string().nullable().describe('When the person listened to it.'),
  pricing: PricingObject.nullable().describe('What Meta said of its price; null until it did.'),
  timeline: z.array(MessageTimelineEntry),
})
MessageDetail.register(z.globalRegistry, {
  id: 'MessageDetail',
  description: 'A message, its timeline, its window and its price.',
})
export type MessageDetail = z.infer<typeof MessageDetail>

export const ListMessagesQuery = ListQuery.extend({
  to: PhoneNumber.optional().describe('Only those to this number, however it is written.'),
  from: PhoneNumber.optional().describe('Only those that this number wrote to you, however it is written.'),
  status: z.enum(messageStatuses).optional().describe('Only those that stand there.'),
  type: z
    .string()
    .max(40)
    .regex(/^[a-z_]+$/, 'Must be a type such as text or template.')
    .optional()
    .describe('Only those of this type.'),
  direction: z.enum(directions).optional().describe('Only what you sent, or only what people wrote.'),
  created_after: z.iso.datetime().optional(),
  created_before: z.iso.datetime().optional(),
})
export const MessageList = listOf(MessageListItem)
export type MessageList = z.infer<typeof MessageList>
