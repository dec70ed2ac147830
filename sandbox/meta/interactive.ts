import { z } from 'zod'

const text = (max: number) => z.string().min(1).max(max)
const Words = (max: number) => z.looseObject({ text: text(max) })
const TextHeader = z.looseObject({ type: z.literal('text'), text: text(60) })
const MediaHeader = z.looseObject({ type: z.enum(['image', 'video', 'document']) })
const Header = z.union([TextHeader, MediaHeader]).optional()
const footer = Words(60).optional()

const unique = (values: string[]) => new Set(values).size === values.length

const Button = z.looseObject({
  type: z.literal('reply'),
  reply: z.looseObject({ id: text(256), title: text(20) }),
})
const Buttons = z.looseObject({
  type: z.literal('button'),
  header: Header,
  body: Words(1024),
  footer,
  action: z.looseObject({
    buttons: z
      .array(Button)
      .min(1)
      .max(3)
      .refine((buttons) => unique(buttons.map(({ reply }) => reply.id)), 'Duplicated button id')
      .refine((buttons) => unique(buttons.map(({ reply }) => reply.title)), 'Duplicated button title'),
  }),
})

const Row = z.looseObject({ id: text(200), title: text(24), description: text(72).optional() })
const List = z.looseObject({
  type: z.literal('list'),
  header: TextHeader.optional(),
  body: Words(4096),
  footer,
  action: z.looseObject({
    button: text(20),
    sections: z
      .array(z.looseObject({ title: text(24).optional(), rows: z.array(Row).min(1) }))
      .min(1)
      .max(10)
      .refine(
        (sections) => sections.flatMap(({ rows }) => rows).length <= 10,
        'Total row count exceed max 10',
      )
      .refine(
        (sections) => unique(sections.flatMap(({ rows }) => rows.map(({ id }) => id))),
        'Duplicated row id',
      )
      .refine(
        (sections) => sections.length === 1 || sections.every(({ title }) => title !== undefined),
        'Section title is required',
      ),
  }),
})

const UrlButton = z.looseObject({
  type: z.literal('cta_url'),
  header: Header,
  body: Words(1024),
  footer,
  action: z.looseObject({
    name: z.literal('cta_url'),
    parameters: z.looseObject({ display_text: text(20), url: z.url() }),
  }),
})

const LocationRequest = z.looseObject({
  type: z.literal('location_request_message'),
  body: Words(1024),
  action: z.looseObject({ name: z.literal('send_location') }),
})

/** The interactive messages that the sandbox knows, with Meta's limits. */
export const Interactive = z.discriminatedUnion('type', [Buttons, List, UrlButton, LocationRequest])
