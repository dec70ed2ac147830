import { z } from 'zod'
import { firstValue, newerPlace, olderPlace, pageFields, setPlace } from '@/components/list/page-trail'

/** What the URL of the list says; what it cannot mean is left out. */
export const TenantsQuery = z.object({
  search: firstValue.transform((text) => text?.trim().slice(0, 200) || undefined),
  status: firstValue.pipe(z.enum(['active', 'suspended']).optional().catch(undefined)),
  ...pageFields,
})
export type TenantsQuery = z.output<typeof TenantsQuery>

/** The address of the same list with something changed; what changes the filter starts at the newest page. */
export function tenantsHref(query: TenantsQuery, change: Partial<TenantsQuery>): string {
  const next = { ...query, ...change }
  const search = new URLSearchParams()
  if (next.search) search.set('search', next.search)
  if (next.status) search.set('status', next.status)
  if (!('search' in change || 'status' in change)) setPlace(search, next)
  const text = search.toString()
  return `/ops/tenants${text ? `?${text}` : ''}`
}

export function pagesOf(query: TenantsQuery, nextCursor: string | null) {
  const newer = newerPlace(query)
  return {
    newer: newer && tenantsHref(query, newer),
    older: nextCursor === null ? null : tenantsHref(query, olderPlace(query, nextCursor)),
  }
}
