import { z } from 'zod'
import { modes } from '@/lib/core/context'
import { policy } from '@/lib/core/policy'

const { outboundDays, inboundDays } = policy.media

/** What goes in beside the file. */
export const UploadMediaInput = z.strictObject({
  type: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe('The media type of the file, such as `image/png`; otherwise what its part of the form says.'),
  from: z
    .string()
    .min(1)
    .max(64)
    .optional()
    .describe(
      'The sender that will send it, `snd_…`; otherwise the primary one. At Meta a file belongs to one number.',
    ),
})
export type UploadMediaInput = z.output<typeof UploadMediaInput>

export const MediaObject = z.object({
  object: z.literal('media'),
  id: z.string().describe('Its id, `med_…`: what a message takes as `id`. Opaque.'),
  direction: z
    .enum(['outbound', 'inbound'])
    .describe('`outbound`: you uploaded it. `inbound`: a person sent it.'),
  sender_id: z.string().nullable().describe('The number whose file it is: no other can send it.'),
  mime_type: z.string().describe('What it is.'),
  size: z.int().nullable().describe('In bytes; null for what a person sent, until it is fetched.'),
  sha256: z.string().nullable().describe('The SHA-256 of its bytes, in hex.'),
  file_name: z.string().nullable().describe('What it was called.'),
  mode: z.enum(modes),
  expires_at: z
    .string()
    .nullable()
    .describe(
      `Until then WhatsApp keeps it: ${outboundDays} days for what you upload, ${inboundDays} days for what a person sends.`,
    ),
  created_at: z.string(),
})
export type MediaObject = z.infer<typeof MediaObject>
MediaObject.register(z.globalRegistry, { id: 'Media', description: 'A file that is sent, or was received.' })

export const DeletedMedia = z.object({
  object: z.literal('media'),
  id: z.string(),
  deleted: z.literal(true).describe('Always true.'),
})
export type DeletedMedia = z.infer<typeof DeletedMedia>

/** The answer is the file itself; this stands where a schema has to. */
export const MediaContent = z.object({})

/** What a send needs to know of a file. */
export type SendableMedia = { metaId: string; mimeType: string; size: number | null }
