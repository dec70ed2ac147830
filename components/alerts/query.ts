import { z } from 'zod'
import { firstValue, newerPlace, olderPlace, pageFields, setPlace } from '@/components/list/page-trail'
import { alertStates, severities } from '@/lib/alerts/schema'

/** What the URL of the list says. What it cannot mean is left out. */
export const AlertsQuery = z.object({
  state: firstValue.pipe(z.enum(alertStates).optional().catch(undefined)),
  severity: firstValue.pipe(z.enum(severities).optional().catch(undefined)),
  ...pageFields,
})
export type AlertsQuery = z.output<typeof AlertsQuery>

export const filterNames = ['state', 'severity'] as const
export const noFilters = { state: undefined, severity: undefined } satisfies Partial<AlertsQuery>

/** The address of the same list with something changed; what changes the filter starts at the newest page. */
export function alertsHref(base: string, query: AlertsQuery, change: Partial<AlertsQuery>): string {
  const next = { ...query, ...change }
  const search = new URLSearchParams()
  for (const name of filterNames) if (next[name]) search.set(name, next[name])
  if (!filterNames.some((name) => name in change)) setPlace(search, next)
  const text = search.toString()
  return `${base}/alerts${text ? `?${text}` : ''}`
}

export function pagesOf(base: string, query: AlertsQuery, nextCursor: string | null) {
  const newer = newerPlace(query)
  return {
    newer: newer && alertsHref(base, query, newer),
    older: nextCursor === null ? null : alertsHref(base, query, olderPlace(query, nextCursor)),
  }
}
