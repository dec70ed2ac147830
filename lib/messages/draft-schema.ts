import type { CamelKeys } from '@/lib/core/endpoint'
import type { MessageDraft } from '@/lib/messages/content-schema'
import type { TemplateContent } from '@/lib/messages/template-schema'

/** A message as somebody wants it sent. */
export type Draft = CamelKeys<MessageDraft>

/** A template as it stands at Meta, and why it cannot be used; null when it can. */
export type KnownTemplate = {
  content: TemplateContent
  category: string | null
  components: unknown
  parameterFormat: string
  reason: string | null
}

/** All that decides whether a message may go out: looked up first, judged afterwards. */
export type Facts = {
  now: Date
  sender: { id: string; wabaId: string; phone: string } | null
  window: { isOpen: boolean; closesAt: Date | null }
  template: KnownTemplate | null
  fallback: KnownTemplate | null
  suppressions: {
    other: { scope: 'all' | 'marketing'; reason: string } | null
    marketing: { scope: 'all' | 'marketing'; reason: string } | null
  }
  /** Of each file in it, by our id; null when the number cannot send it. */
  files: ReadonlyMap<string, { metaId: string; mimeType: string; size: number | null } | null>
  /** What it answers or reacts to; null when it is no message of this person. */
  target: { id: string; wamid: string | null } | null
}
