import { phoneOfWhatsAppId } from '@/lib/core/phone'
import { type InboundMessage, Media, messageTypes, type Profile } from '@/lib/messages/webhook-schema'

export type Author = {
  phone: string | null
  bsuid: string | null
  username: string | null
  profileName: string | null
}

/** Who wrote, as far as Meta says: somebody who hides the number behind a username has a user id alone. */
export function authorOf(message: InboundMessage, profiles: Profile[]): Author {
  const { from, from_user_id: userId } = message
  const own =
    profiles.find(({ wa_id, user_id }) => (userId && user_id === userId) || (from && wa_id === from)) ??
    (profiles.length === 1 && !from && !userId ? profiles[0] : undefined)
  return {
    phone: from ? phoneOfWhatsAppId(from) : null,
    bsuid: userId || own?.user_id || null,
    username: own?.profile?.username || null,
    profileName: own?.profile?.name || null,
  }
}

export function isKnownType(type: string): boolean {
  return messageTypes.some((known) => known === type)
}

type Content = { content: Record<string, unknown>; media: Media | null }
const mediaTypes = ['image', 'video', 'audio', 'document', 'sticker']

/**
 * What it says, in Meta's shape: the object named after its type, with what Meta puts beside it. Null when a type that
 * we know has another shape than it. The address of a file is left out: it opens with our token alone, and not for long.
 */
export function readContent(message: InboundMessage): Content | null {
  const own = message[message.type]
  const body = Array.isArray(own) ? { [message.type]: own } : own
  const mayLack = message.type === 'unsupported' || !isKnownType(message.type)
  if (!isObject(body)) return mayLack ? { content: besides(message), media: null } : null
  if (!mediaTypes.includes(message.type)) return { content: { ...body, ...besides(message) }, media: null }
  const { url: _, ...file } = body
  return { content: { ...file, ...besides(message) }, media: Media.safeParse(body).data ?? null }
}

function besides({ referral, context, errors }: InboundMessage): Record<string, unknown> {
  return {
    ...(referral ? { referral } : {}),
    ...(context?.forwarded === true ? { forwarded: true } : {}),
    ...(context?.frequently_forwarded === true ? { frequently_forwarded: true } : {}),
    ...(isObject(context?.referred_product) ? { referred_product: context.referred_product } : {}),
    ...(errors.length > 0 ? { errors } : {}),
  }
}

/** Meta's id of the message that this one quotes, reacts to or changes. */
export function targetOf(message: InboundMessage): string | null {
  const own = message[message.type]
  const named = isObject(own)
    ? message.type === 'reaction'
      ? own.message_id
      : message.type === 'edit' || message.type === 'revoke'
        ? own.original_message_id
        : undefined
    : undefined
  const id = named ?? message.context?.id
  return typeof id === 'string' && id.length > 0 && id.length <= 512 ? id : null
}

export function textOf(message: InboundMessage): string | null {
  const own = message.type === 'text' ? message.text : null
  return isObject(own) && typeof own.body === 'string' ? own.body : null
}

/** The words that a person sent, typed or tapped. */
export function wordsOf(message: InboundMessage): string[] {
  const { button, interactive } = message
  const reply = isObject(interactive) ? interactive.button_reply : null
  return [
    textOf(message),
    ...(message.type === 'button' && isObject(button) ? [button.text, button.payload] : []),
    ...(message.type === 'interactive' && isObject(reply) ? [reply.title, reply.id] : []),
  ].filter((word) => typeof word === 'string')
}

/** Meta's own opt-out button of marketing templates, by its usual words. */
export function isMarketingStop(message: InboundMessage): boolean {
  return (
    message.type === 'button' &&
    wordsOf(message).some((word) => /^stop[ _-]promo(tions?)?$/i.test(word.trim()))
  )
}

/** The tap on "I didn't request a code" under an authentication template. */
export function isDisowning(message: InboundMessage): boolean {
  const { button } = message
  return message.type === 'button' && isObject(button) && button.payload === 'DID_NOT_REQUEST_CODE'
}

/** The number that the person has now, where the message says so. */
export function newNumberOf(message: InboundMessage): string | null {
  const { system } = message
  if (message.type !== 'system' || !isObject(system) || system.type !== 'user_changed_number') return null
  const id = system.wa_id ?? system.new_wa_id
  return typeof id === 'string' ? phoneOfWhatsAppId(id) : null
}

/** What WhatsApp says of a person, and what takes a message back, is nothing that the person wrote. */
export function opensWindow({ type }: InboundMessage): boolean {
  return type !== 'system' && type !== 'revoke'
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
