import type { CamelKeys } from '@/lib/core/endpoint'
import type { MessageDraft } from '@/lib/messages/content-schema'

/** A message as somebody wants it sent. */
export type Draft = CamelKeys<MessageDraft>
