import { z } from 'zod'

/** What a message of any type says, read as far as it can be: nothing of it is trusted to have its shape. */
export type Preview =
  | { kind: 'text'; body: string }
  | ({ kind: 'file'; form: FileForm; caption: string | null } & FileSource)
  | { kind: 'location'; latitude: number; longitude: number; name: string | null; address: string | null }
  | { kind: 'contacts'; cards: Card[] }
  | ({ kind: 'interactive' } & Laid)
  | { kind: 'answer'; title: string; detail: string | null }
  | { kind: 'reaction'; emoji: string | null }
  | ({ kind: 'template'; name: string; language: string | null; parameters: string[] } & Laid)
  | { kind: 'order'; items: OrderItem[]; text: string | null }
  | { kind: 'system'; text: string }
  | { kind: 'unsupported'; text: string }
  | { kind: 'sealed' }
  | { kind: 'hidden' }
  | { kind: 'erased' }

export const fileForms = ['image', 'video', 'audio', 'document', 'sticker'] as const
export type FileForm = (typeof fileForms)[number]
export type FileSource = { id: string | null; link: string | null; fileName: string | null }
export type Card = { name: string; lines: string[] }
export type OrderItem = { name: string; quantity: number; price: string | null }
export type LaidButton = { text: string; detail: string | null }

/** A message laid out in parts: above, the text, below, and what can be tapped. */
export type Laid = {
  header: { text: string } | ({ form: FileForm } & FileSource) | null
  body: string
  footer: string | null
  buttons: LaidButton[]
  sections: { title: string | null; rows: LaidButton[] }[]
}

const text = z.string().nullish().catch(null)
const list = <Item extends z.ZodType>(item: Item) =>
  z
    .array(z.unknown())
    .catch([])
    .transform((parts) => parts.flatMap((part) => item.safeParse(part).data ?? []))

export const TextContent = z.object({ body: z.string() })
export const FileContent = z.object({
  id: text,
  link: text,
  caption: text,
  filename: text,
})
export const LocationContent = z.object({
  latitude: z.coerce.number(),
  longitude: z.coerce.number(),
  name: text,
  address: text,
})

const Named = z.object({ formatted_name: text, first_name: text, last_name: text }).catch({})
export const CardsContent = z.object({
  contacts: list(
    z.object({
      name: Named,
      phones: list(z.object({ phone: text })),
      emails: list(z.object({ email: text })),
      org: z.object({ company: text, title: text }).nullish().catch(null),
    }),
  ),
})

const Part = z.object({ text: text }).nullish().catch(null)
const HeaderPart = z
  .object({
    type: text,
    text: text,
    image: z.unknown().optional(),
    video: z.unknown().optional(),
    document: z.unknown().optional(),
  })
  .nullish()
  .catch(null)
const Answer = z.object({ id: text, title: text, description: text }).nullish().catch(null)

export const InteractiveContent = z.object({
  type: text,
  header: HeaderPart,
  body: Part,
  footer: Part,
  action: z
    .object({
      button: text,
      buttons: list(z.object({ reply: Answer })),
      sections: list(z.object({ title: text, rows: list(z.object({ title: text, description: text })) })),
      parameters: z.object({ display_text: text, url: text, flow_cta: text }).nullish().catch(null),
      name: text,
    })
    .nullish()
    .catch(null),
  button_reply: Answer,
  list_reply: Answer,
  nfm_reply: z.object({ body: text, name: text }).nullish().catch(null),
})
export const ButtonContent = z.object({ text: text, payload: text })
export const ReactionContent = z.object({ emoji: text })
export const OrderContent = z.object({
  text: text,
  product_items: list(
    z.object({
      product_retailer_id: z.coerce.string(),
      quantity: z.coerce.number().catch(1),
      item_price: z.coerce.number().nullish().catch(null),
      currency: text,
    }),
  ),
})
export const SystemContent = z.object({ body: text, type: text })
export const UnsupportedContent = z.object({
  type: text,
  errors: list(z.object({ title: text, message: text })),
})

const Parameter = z.object({
  type: text,
  text: text,
  payload: text,
  coupon_code: text,
  parameter_name: text,
  currency: z.object({ fallback_value: text }).nullish().catch(null),
  date_time: z.object({ fallback_value: text }).nullish().catch(null),
  image: z.unknown().optional(),
  video: z.unknown().optional(),
  document: z.unknown().optional(),
  location: z.object({ name: text, address: text }).nullish().catch(null),
})
export type Parameter = z.output<typeof Parameter>

export const TemplateContent = z.object({
  name: text,
  language: z.object({ code: text }).nullish().catch(null),
  components: list(
    z.object({
      type: z.string().transform((type) => type.toLowerCase()),
      sub_type: text,
      index: z.coerce.number().nullish().catch(null),
      parameters: list(Parameter),
    }),
  ),
})
export type TemplateContent = z.output<typeof TemplateContent>

/** A template's own parts, as Meta gives them. */
export const TemplateShape = list(
  z.object({
    type: z.string().transform((type) => type.toUpperCase()),
    format: text,
    text: text,
    add_security_recommendation: z.boolean().nullish().catch(null),
    code_expiration_minutes: z.number().nullish().catch(null),
    buttons: list(z.object({ type: text, text: text, url: text, phone_number: text })),
  }),
)
export type TemplateShape = z.output<typeof TemplateShape>
