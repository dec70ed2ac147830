import { z } from 'zod'
import { always, characters } from '@/lib/core/characters'
import { fromTypeId } from '@/lib/core/ids'

export const captionMax = 1_024
export const fileNameMax = 240
export const linkMax = 2_048

export const Link = z
  .url({ protocol: /^https?$/, error: 'Must be an http or https address.' })
  .max(linkMax)
  .describe('Where Meta fetches it. Meta keeps what it fetched for ten minutes.')

const MediaId = z
  .string()
  .max(100)
  .refine((id) => fromTypeId('media', id) !== null, {
    message: 'Must be the id of a file of yours, `med_…`.',
    params: { fix: 'Upload the file with POST /media and give the id of the answer.' },
  })
  .meta({ pattern: '^med_[0-9a-z]{26}$', description: 'A file that you uploaded, `med_…`; or give `link`.' })

const source = { id: MediaId.optional(), link: Link.optional() }
const Caption = characters(captionMax).optional().describe('The text below it.')

export const Image = oneSource(z.strictObject({ ...source, caption: Caption }))
export const Video = oneSource(z.strictObject({ ...source, caption: Caption }))
export const Audio = oneSource(
  z.strictObject({
    ...source,
    voice: z.boolean().optional().describe('As a voice note, which takes OGG with the Opus codec.'),
  }),
)
export const Document = oneSource(
  z.strictObject({
    ...source,
    caption: Caption,
    filename: characters(fileNameMax).optional().describe('The name that the person sees.'),
  }),
)
export const Sticker = oneSource(z.strictObject(source))

/** The files in places other than a message of their own: headers, and the parameters of templates. */
export const HeaderMedia = oneSource(z.strictObject(source))
export const HeaderDocument = oneSource(
  z.strictObject({ ...source, filename: characters(fileNameMax).optional().describe('The name it has.') }),
)

function oneSource<Shape extends typeof source>(schema: z.ZodObject<Shape, z.core.$strict>) {
  const checked = schema.superRefine((media, context) => {
    const { id, link }: { id?: unknown; link?: unknown } = media
    if ((id === undefined) === (link === undefined))
      context.addIssue({
        code: 'custom',
        path: ['id'],
        message: 'Give exactly one of `id` and `link`.',
        params: { fix: id === undefined ? 'Add one of them.' : 'Leave one of them out.' },
      })
  }, always)
  return checked.meta({ oneOf: [{ required: ['id'] }, { required: ['link'] }] })
}
