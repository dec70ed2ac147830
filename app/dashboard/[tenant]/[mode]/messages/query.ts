import { z } from 'zod'
import { firstValue, newerPlace, olderPlace, pageFields, setPlace } from '@/components/list/page-trail'
import { PhoneNumber, suggestE164 } from '@/lib/core/phone'
import { directions, messageTypes } from '@/lib/messages/list-schema'
import { messageStatuses } from '@/lib/messages/schema'

/** What the URL of the list says. What it cannot mean is left out, but for a phone number, whose fault is shown. */
export const MessagesQuery = z.object({
  status: firstValue.pipe(z.enum(messageStatuses).optional().catch(undefined)),
  type: firstValue.pipe(z.enum(messageTypes).optional().catch(undefined)),
  direction: firstValue.pipe(z.enum(directions).optional().catch(undefined)),
  with: firstValue.transform((text) => text?.replace(/^ /, '+').trim() || undefined),
  ...pageFields,
})
export type MessagesQuery = z.output<typeof MessagesQuery>

export type PhoneFault = { message: string; suggestion: string | undefined }

export function phoneFault({ with: phone }: MessagesQuery): PhoneFault | null {
  if (phone === undefined) return null
  const [issue] = PhoneNumber.safeParse(phone).error?.issues ?? []
  return issue ? { message: issue.message, suggestion: suggestE164(phone) } : null
}

export const filterNames = ['status', 'type', 'direction', 'with'] as const

export function isFiltered(query: MessagesQuery): boolean {
  return filterNames.some((name) => query[name] !== undefined)
}

export const noFilters = { status: undefined, type: undefined, direction: undefined, with: undefined }

/** The address of the same list with something changed; what changes the filter starts at the newest page. */
export function messagesHref(base: string, query: MessagesQuery, change: Partial<MessagesQuery>): string {
  const next = { ...query, ...change }
  const search = new URLSearchParams()
  for (const name of filterNames) {
    const value = next[name]
    if (value) search.set(name, value)
  }
  if (!filterNames.some((name) => name in change)) setPlace(search, next)
  const text = search.toString()
  return `${base}/messages${text ? `?${text}` : ''}`
}

export function pagesOf(base: string, query: MessagesQuery, nextCursor: string | null) {
  const newer = newerPlace(query)
  return {
    newer: newer && messagesHref(base, query, newer),
    older: nextCursor === null ? null : messagesHref(base, query, olderPlace(query, nextCursor)),
  }
}
