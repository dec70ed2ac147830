import { fillTemplate, parameterText } from '@/lib/messages/fill-template'
import { layInteractive } from '@/lib/messages/lay-interactive'
import type { MessageListItem } from '@/lib/messages/list-schema'
import {
  ButtonContent,
  CardsContent,
  FileContent,
  fileForms,
  InteractiveContent,
  LocationContent,
  OrderContent,
  type Preview,
  ReactionContent,
  SystemContent,
  TemplateContent,
  type TemplateShape,
  TextContent,
  UnsupportedContent,
} from '@/lib/messages/preview-schema'

export type Readable = Pick<MessageListItem, 'type' | 'content' | 'otp_id' | 'template' | 'language'>
type Options = {
  /** Whether whoever looks may read what messages say. */
  mayRead: boolean
  shape?: TemplateShape | undefined
}
type Reader = (content: unknown, message: Readable, options: Options) => Preview | null

/** Reads what a message says, whatever stands there; what has another shape than its type tells is unsupported. */
export function readPreview(message: Readable, options: Options): Preview {
  const { type, content, otp_id } = message
  if (otp_id !== null) return { kind: 'sealed' }
  if (!options.mayRead) return { kind: 'hidden' }
  if (content === null) return { kind: 'erased' }
  const own = Object.hasOwn(readers, type) ? readers[type] : undefined
  const reader = own ?? (fileForms.some((form) => form === type) ? readFile : readUnknown)
  return reader(content, message, options) ?? readUnknown(content, message)
}

const readers: Partial<Record<string, Reader>> = {
  text: (content) => {
    const data = TextContent.safeParse(content).data
    return data ? { kind: 'text', body: data.body } : null
  },
  location: (content) => {
    const data = LocationContent.safeParse(content).data
    return data ? { ...data, kind: 'location', name: data.name ?? null, address: data.address ?? null } : null
  },
  contacts: (content) => {
    const cards = CardsContent.safeParse(content).data?.contacts ?? []
    return cards.length > 0 ? { kind: 'contacts', cards: cards.map(readCard) } : null
  },
  interactive: (content) => {
    const data = InteractiveContent.safeParse(content).data
    return data ? layInteractive(data) : null
  },
  button: (content) => {
    const data = ButtonContent.safeParse(content).data
    return data?.text ? { kind: 'answer', title: data.text, detail: null } : null
  },
  reaction: (content) => {
    const data = ReactionContent.safeParse(content).data
    return data ? { kind: 'reaction', emoji: data.emoji || null } : null
  },
  template: readTemplate,
  order: (content) => {
    const data = OrderContent.safeParse(content).data
    if (!data) return null
    const items = data.product_items.map(({ product_retailer_id, quantity, item_price, currency }) => ({
      name: product_retailer_id,
      quantity,
      price: typeof item_price === 'number' ? `${item_price} ${currency ?? ''}`.trim() : null,
    }))
    return { kind: 'order', items, text: data.text ?? null }
  },
  system: (content) => {
    const data = SystemContent.safeParse(content).data
    return { kind: 'system', text: data?.body || 'WhatsApp says that something about this person changed.' }
  },
  edit: () => ({ kind: 'system', text: 'The person changed a message.' }),
  revoke: () => ({ kind: 'system', text: 'The person took a message back.' }),
}

function readFile(content: unknown, { type }: Readable): Preview | null {
  const form = fileForms.find((name) => name === type)
  const data = FileContent.safeParse(content).data
  if (!form || !data) return null
  const { id = null, link = null, caption = null, filename = null } = data
  return { kind: 'file', form, id, link, caption, fileName: filename }
}

function readTemplate(content: unknown, message: Readable, { shape }: Options): Preview | null {
  const data = TemplateContent.safeParse(content).data
  const name = data?.name ?? message.template
  if (!data || !name) return null
  const parameters = data.components.flatMap((component) =>
    component.parameters.flatMap((parameter) => parameterText(parameter) ?? []),
  )
  const language = data.language?.code ?? message.language
  return { ...fillTemplate(shape ?? [], data), kind: 'template', name, language, parameters }
}

function readCard({ name, phones, emails, org }: CardsCard) {
  const whole = [name.first_name, name.last_name].filter(Boolean).join(' ')
  return {
    name: name.formatted_name || whole || 'Somebody without a name',
    lines: [
      ...phones.map(({ phone }) => phone),
      ...emails.map(({ email }) => email),
      [org?.title, org?.company].filter(Boolean).join(', '),
    ].filter((line): line is string => Boolean(line)),
  }
}
type CardsCard = ReturnType<typeof CardsContent.parse>['contacts'][number]

function readUnknown(content: unknown, { type }: Pick<Readable, 'type'>): Preview {
  const data = UnsupportedContent.safeParse(content).data
  const [error] = data?.errors ?? []
  const what = type === 'unsupported' ? (data?.type ?? 'a kind of message') : type
  return {
    kind: 'unsupported',
    text: error?.title || error?.message || `WhatsApp does not hand over ${what.replaceAll('_', ' ')}.`,
  }
}
