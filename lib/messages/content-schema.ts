import { z } from 'zod'
import { PhoneNumber } from '@/lib/core/phone'

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

const Loose = z.record(z.string(), z.unknown()).optional()

export const MessageDraft = z.strictObject({
  to: PhoneNumber.optional(),
  recipient: z.string().max(140).optional(),
  from: z.string().min(1).max(100).optional(),
  type: z.enum(outboundTypes),
  text: z
    .strictObject({ body: z.string().min(1).max(4_096), preview_url: z.boolean().optional() })
    .optional(),
  image: Loose,
  video: Loose,
  audio: Loose,
  document: Loose,
  sticker: Loose,
  location: Loose,
  contacts: z.array(z.unknown()).optional(),
  interactive: Loose,
  reaction: Loose,
  template: Loose,
  reply_to: z.string().max(100).optional(),
  send_at: z.iso.datetime().optional(),
  fallback_template: Loose,
  metadata: z.record(z.string(), z.string()).default({}),
})
export type MessageDraft = z.output<typeof MessageDraft>

export const SendMessageInput = MessageDraft.extend({ dry_run: z.boolean().default(false) }).refine(
  (draft) => draft[draft.type] !== undefined,
  { path: ['type'], message: 'Needs the object of that name.' },
)
