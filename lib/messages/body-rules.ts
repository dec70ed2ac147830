import { z } from 'zod'

type Json = Record<string, unknown>
const Json = z.record(z.string(), z.unknown())

/** A message as its row holds it, and Meta's ids of what it refers to. */
export type Outgoing = {
  type: string
  content: Json
  phone: string | null
  bsuid: string | null
  /** Meta's id of the message that it quotes or reacts to. */
  contextWamid: string | null
  /** Our ids of files → Meta's. */
  metaIds: ReadonlyMap<string, string>
  callbackData?: string
}

/** What Meta is posted, beside what every message has. A phone number is always written with its plus. */
export function messageBody(message: Outgoing): Json {
  const { type, phone, bsuid, contextWamid, callbackData } = message
  const isReaction = type === 'reaction'
  return {
    ...(phone === null ? { recipient: bsuid } : { to: phone }),
    ...(contextWamid !== null && !isReaction ? { context: { message_id: contextWamid } } : {}),
    ...(callbackData === undefined ? {} : { biz_opaque_callback_data: callbackData }),
    type,
    [type]: contentOf(message),
  }
}

function contentOf({ type, content, contextWamid, metaIds }: Outgoing): unknown {
  if (type === 'reaction') return { ...content, message_id: contextWamid }
  const whole = mediaTypes.has(type) ? { [type]: content } : content
  const sent = Json.parse(withMetaIds(whole, metaIds))
  if (type === 'contacts') return sent.contacts
  return mediaTypes.has(type) ? sent[type] : sent
}

const mediaTypes: ReadonlySet<string> = new Set(['image', 'video', 'audio', 'document', 'sticker'])

/** Our ids of the files in a message: its own, a header's, and those among the parameters of a template. */
export function mediaIdsOf(type: string, content: unknown): { id: string; kind: string; path: string }[] {
  const found: { id: string; kind: string; path: string }[] = []
  visit({ [type]: content }, '', (kind, media, path) => {
    if (typeof media.id === 'string') found.push({ id: media.id, kind, path: `${path}.id` })
  })
  return found
}

function withMetaIds(value: unknown, metaIds: ReadonlyMap<string, string>): unknown {
  const copy: unknown = structuredClone(value)
  visit(copy, '', (_, media) => {
    const metaId = typeof media.id === 'string' ? metaIds.get(media.id) : undefined
    if (metaId !== undefined) media.id = metaId
  })
  return copy
}

/** Objects under the names of media are files; nothing else of a message is called so. */
function visit(value: unknown, path: string, see: (kind: string, media: Json, path: string) => void): void {
  if (typeof value !== 'object' || value === null) return
  for (const [name, member] of Object.entries(value)) {
    const place = path === '' ? name : `${path}.${name}`
    if (mediaTypes.has(name) && isObject(member)) see(name, member, place)
    visit(member, place, see)
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
