import { z } from 'zod'
import { always, characters } from '@/lib/core/characters'
import { PhoneNumber } from '@/lib/core/phone'
import { policy } from '@/lib/core/policy'
import { Cards } from '@/lib/messages/card-schema'
import { Interactive } from '@/lib/messages/interactive-schema'
import { Audio, Document, Image, Sticker, Video } from '@/lib/messages/media-schema'
import { TemplateContent } from '@/lib/messages/template-schema'

export const textMax = 4_096

export const outboundTypes = [
  'text',
  'image',
  'video',
  'audio',
  'document',
  'sticker',
  'location',
  'contacts',
  'interactive',
  'reaction',
  'template',
] as const
export type OutboundType = (typeof outboundTypes)[number]

const MessageId = z.string().min(1).max(100)

const Text = z.strictObject({
  body: characters(textMax).describe('What it says.'),
  preview_url: z.boolean().optional().describe('Whether the first address in it is shown as a preview.'),
})

const Location = z.strictObject({
  latitude: z.number().min(-90).max(90).describe('Degrees north.'),
  longitude: z.number().min(-180).max(180).describe('Degrees east.'),
  name: characters(1_000).optional().describe('What the place is called.'),
  address: characters(1_000).optional().describe('Where it is, in words.'),
})

const Reaction = z.strictObject({
  message_id: MessageId.describe('The message to react to, `msg_…`.'),
  emoji: z.string().max(40).describe('One emoji; an empty text takes the reaction back.'),
})

const contents = {
  text: Text.optional().describe('Of the type `text`.'),
  image: Image.optional().describe('Of the type `image`.'),
  video: Video.optional().describe('Of the type `video`.'),
  audio: Audio.optional().describe('Of the type `audio`.'),
  document: Document.optional().describe('Of the type `document`.'),
  sticker: Sticker.optional().describe('Of the type `sticker`.'),
  location: Location.optional().describe('Of the type `location`.'),
  contacts: Cards.optional().describe('Of the type `contacts`.'),
  interactive: Interactive.optional().describe('Of the type `interactive`.'),
  reaction: Reaction.optional().describe('Of the type `reaction`.'),
  template: TemplateContent.optional().describe('Of the type `template`.'),
} satisfies Record<OutboundType, z.ZodType>

const Metadata = z
  .record(z.string().min(1).max(40), z.string().max(500))
  .refine(
    (pairs) => Object.keys(pairs).length <= policy.otp.metadataPairs,
    `At most ${policy.otp.metadataPairs} pairs.`,
  )
  .meta({ maxProperties: policy.otp.metadataPairs })

/** Two letters of a country, a dot, and what Meta makes up; of a whole portfolio with `ENT` between. */
export const userIdPattern = /^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/

export const MessageDraft = z.strictObject({
  to: PhoneNumber.optional().describe('The phone number, in E.164; or give `recipient`.'),
  recipient: z
    .string()
    .regex(userIdPattern, "Must be a business-scoped user id of WhatsApp's, such as US.1349….")
    .optional()
    .describe("WhatsApp's business-scoped id of the person; or give `to`."),
  from: z.string().min(1).max(100).optional().describe("The sender's id; unset, the primary sender."),
  type: z.enum(outboundTypes).describe('What kind of message it is: the object of the same name says what.'),
  ...contents,
  reply_to: MessageId.optional().describe('The message that it answers, `msg_…`: shown as a quote.'),
  send_at: z.iso
    .datetime({ error: 'Must be a time in UTC such as 2026-11-24T09:30:00Z.' })
    .optional()
    .describe(`When to send it, at most ${policy.messages.scheduleDaysMax} days ahead; unset, now.`),
  fallback_template: TemplateContent.optional().describe(
    'Sent in its place when the 24-hour window is closed.',
  ),
  metadata: Metadata.default({}).describe('Pairs of your own.'),
})
export type MessageDraft = z.output<typeof MessageDraft>

/** What no member can see by itself. */
export function checkDraft(draft: Partial<Record<string, unknown>>, context: z.core.$RefinementCtx): void {
  const tell = (path: string, message: string, fix?: string) =>
    context.addIssue({ code: 'custom', path: [path], message, params: { fix } })
  if ((draft.to === undefined) === (draft.recipient === undefined))
    tell('to', 'Send exactly one of `to` and `recipient`.')
  const type = outboundTypes.find((name) => name === draft.type)
  if (!type) return
  if (draft[type] === undefined) tell(type, `A message of the type ${type} needs the object \`${type}\`.`)
  for (const name of outboundTypes)
    if (name !== type && draft[name] !== undefined)
      tell(name, `A message of the type ${type} has no object \`${name}\`.`, 'Leave it out.')
  if (type === 'template' && draft.fallback_template !== undefined)
    tell('fallback_template', 'A template can always be sent and needs no fallback.', 'Leave it out.')
  if (type === 'reaction' && draft.reply_to !== undefined)
    tell('reply_to', 'A reaction names its message in `reaction.message_id`.', 'Leave it out.')
}

export const BatchedMessage = MessageDraft.superRefine(checkDraft, always)

export const SendMessageInput = MessageDraft.extend({
  dry_run: z.boolean().default(false).describe('Only tell what would become of it; nothing is sent.'),
})
  .superRefine(checkDraft, always)
  .meta({
    oneOf: outboundTypes.flatMap((type) =>
      ['to', 'recipient'].map((whom) => ({
        required: [whom, type],
        properties: { type: { const: type } },
      })),
    ),
  })
