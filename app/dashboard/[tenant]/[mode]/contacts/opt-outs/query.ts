import { z } from 'zod'
import { firstValue, newerPlace, olderPlace, pageFields, setPlace } from '@/components/list/page-trail'
import { suppressionReasons, suppressionScopes } from '@/lib/contacts/schema'

export const OptOutsQuery = z.object({
  reason: firstValue.pipe(z.enum(suppressionReasons).optional().catch(undefined)),
  scope: firstValue.pipe(z.enum(suppressionScopes).optional().catch(undefined)),
  ...pageFields,
})
export type OptOutsQuery = z.output<typeof OptOutsQuery>

/** The address of the same list with something changed; what changes the filter starts at the newest page. */
export function optOutsHref(base: string, query: OptOutsQuery, change: Partial<OptOutsQuery>): string {
  const next = { ...query, ...change }
  const search = new URLSearchParams()
  if (next.reason) search.set('reason', next.reason)
  if (next.scope) search.set('scope', next.scope)
  if (!('reason' in change || 'scope' in change)) setPlace(search, next)
  const text = search.toString()
  return `${base}/contacts/opt-outs${text ? `?${text}` : ''}`
}

export function pagesOf(base: string, query: OptOutsQuery, nextCursor: string | null) {
  const newer = newerPlace(query)
  return {
    newer: newer && optOutsHref(base, query, newer),
    older: nextCursor === null ? null : optOutsHref(base, query, olderPlace(query, nextCursor)),
  }
}
