import type { MessageListItem, messageTypes } from '@/lib/messages/list-schema'

export const typeWords: Record<(typeof messageTypes)[number], string> = {
  text: 'Text',
  image: 'Picture',
  video: 'Video',
  audio: 'Audio',
  document: 'Document',
  sticker: 'Sticker',
  location: 'Location',
  contacts: 'Contact',
  interactive: 'Interactive',
  button: 'Button tap',
  reaction: 'Reaction',
  template: 'Template',
  order: 'Order',
  system: 'System',
  edit: 'Edit',
  revoke: 'Taken back',
  unsupported: 'Unsupported',
}

export const directionWords = { outbound: 'Sent by you', inbound: 'From people' } as const

/** What WhatsApp has added since goes by its own name. */
export function typeWord({ type, otp_id }: Pick<MessageListItem, 'type' | 'otp_id'>): string {
  if (otp_id !== null) return 'OTP'
  const known = Object.entries(typeWords).find(([name]) => name === type)
  return known?.[1] ?? type
}
