import { z } from 'zod'

const Media = z
  .looseObject({
    id: z.string().optional(),
    link: z.string().optional(),
    caption: z.string().max(1024).optional(),
  })
  .refine((media) => (media.id === undefined) !== (media.link === undefined), {
    message: 'needs either id or link',
  })

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

/** What each type of message must carry, in the field of its own name. */
export const contents = {
  text: z.looseObject({
    text: z.looseObject({ body: z.string().min(1).max(4096), preview_url: z.boolean().optional() }),
  }),
  image: z.looseObject({ image: Media }),
  video: z.looseObject({ video: Media }),
  audio: z.looseObject({ audio: Media }),
  document: z.looseObject({ document: Media }),
  sticker: z.looseObject({ sticker: Media }),
  location: z.looseObject({
    location: z.looseObject({ latitude: z.coerce.number(), longitude: z.coerce.number() }),
  }),
  contacts: z.looseObject({
    contacts: z.array(z.looseObject({ name: z.looseObject({ formatted_name: z.string() }) })).min(1),
  }),
  reaction: z.looseObject({ reaction: z.looseObject({ message_id: z.string(), emoji: z.string() }) }),
  interactive: z.looseObject({
    interactive: z.looseObject({
      type: z.string(),
      action: z.looseObject({}),
      body: z.looseObject({ text: z.string().min(1).max(4096) }).optional(),
    }),
  }),
}

export const MessageBody = z.looseObject({
  messaging_product: z.literal('whatsapp'),
  recipient_type: z.literal('individual').default('individual'),
  to: z.string(),
  type: z.string(),
  biz_opaque_callback_data: z.string().max(512).optional(),
})
export type MessageBody = z.output<typeof MessageBody>
