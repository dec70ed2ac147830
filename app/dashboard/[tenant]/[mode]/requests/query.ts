import { z } from 'zod'
import { firstValue, newerPlace, olderPlace, pageFields, setPlace } from '@/components/list/page-trail'
import { ListRequestsQuery, requestMethods, statusClasses } from '@/lib/requests/schema'

const { error_code, api_key_id, object } = ListRequestsQuery.shape

/** What the URL of the log says. What it cannot mean is left out. */
export const RequestsQuery = z.object({
  status: firstValue.pipe(z.enum(statusClasses).optional().catch(undefined)),
  method: firstValue.pipe(z.enum(requestMethods).optional().catch(undefined)),
  error: firstValue.pipe(error_code.catch(undefined)),
  key: firstValue.pipe(api_key_id.catch(undefined)),
  object: firstValue.pipe(object.catch(undefined)),
  ...pageFields,
})
export type RequestsQuery = z.output<typeof RequestsQuery>

export const filterNames = ['status', 'method', 'error', 'key', 'object'] as const
export const noFilters = {
  status: undefined,
  method: undefined,
  error: undefined,
  key: undefined,
  object: undefined,
} satisfies Partial<RequestsQuery>

/** The address of the same list with something changed; what changes the filter starts at the newest page. */
export function requestsHref(base: string, query: RequestsQuery, change: Partial<RequestsQuery>): string {
  const next = { ...query, ...change }
  const search = new URLSearchParams()
  for (const name of filterNames) if (next[name]) search.set(name, next[name])
  if (!filterNames.some((name) => name in change)) setPlace(search, next)
  const text = search.toString()
  return `${base}/requests${text ? `?${text}` : ''}`
}

export function pagesOf(base: string, query: RequestsQuery, nextCursor: string | null) {
  const newer = newerPlace(query)
  return {
    newer: newer && requestsHref(base, query, newer),
    older: nextCursor === null ? null : requestsHref(base, query, olderPlace(query, nextCursor)),
  }
}
