import { z } from 'zod'
import { Interactive } from './interactive'

const Media = z
  .looseObject({
    id: z.string().optional(),
    link: z.string().optional(),
    caption: z.string().max(1024).optional(),
  })
  .refine((media) => (media.id === undefined) !== (media.link === undefined), {
    message: 'needs either id or link',
  })

const WithoutCaption = Media.refine((media) => media.caption === undefined, { message: 'takes no caption' })

const Parameter = z.looseObject({ type: z.string(), text: z.string().optional() })
const Component = z.looseObject({
  type: z.string(),
  sub_type: z.string().optional(),
  index: z.union([z.string(), z.number()]).optional(),
  parameters: z.array(Parameter).default([]),
})

export const TemplateContent = z.looseObject({
  template: z.looseObject({
    name: z.string().min(1),
    language: z.looseObject({ code: z.string().min(1) }),
    components: z.array(Component).default([]),
  }),
})
export type TemplateContent = z.output<typeof TemplateContent>['template']

/** The whole name alone is none: Meta wants a part of it as well. */
const CardName = z
  .looseObject({ formatted_name: z.string().min(1) })
  .refine((name) => Object.keys(name).length > 1, { message: 'needs at least one other part of the name' })

/** What each type of message must carry, in the field of its own name. */
export const contents = {
  text: z.looseObject({
    text: z.looseObject({ body: z.string().min(1).max(4096), preview_url: z.boolean().optional() }),
  }),
  image: z.looseObject({ image: Media }),
  video: z.looseObject({ video: Media }),
  audio: z.looseObject({ audio: WithoutCaption }),
  document: z.looseObject({ document: Media }),
  sticker: z.looseObject({ sticker: WithoutCaption }),
  location: z.looseObject({
    location: z.looseObject({
      latitude: z.coerce.number().min(-90).max(90),
      longitude: z.coerce.number().min(-180).max(180),
    }),
  }),
  contacts: z.looseObject({
    contacts: z.array(z.looseObject({ name: CardName })).min(1),
  }),
  reaction: z.looseObject({ reaction: z.looseObject({ message_id: z.string(), emoji: z.string() }) }),
  interactive: z.looseObject({ interactive: Interactive }),
}

export const MessageBody = z.looseObject({
  messaging_product: z.literal('whatsapp'),
  recipient_type: z.literal('individual').default('individual'),
  /** With both, `to` counts. */
  to: z.string().optional(),
  recipient: z.string().optional(),
  type: z.string(),
  context: z.looseObject({ message_id: z.string() }).optional(),
  biz_opaque_callback_data: z.string().max(512).optional(),
})
export type MessageBody = z.output<typeof MessageBody>
