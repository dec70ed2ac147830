import { z } from 'zod'
import { firstValue, newerPlace, olderPlace, pageFields, setPlace } from '@/components/list/page-trail'
import { EventType } from '@/lib/webhooks/event-schema'
import { Minute } from '../when'

/** What the URL of the list says. What it cannot mean is left out. */
export const EventsQuery = z.object({
  type: firstValue.pipe(EventType.optional().catch(undefined)),
  from: Minute,
  until: Minute,
  ...pageFields,
})
export type EventsQuery = z.output<typeof EventsQuery>

export const filterNames = ['type', 'from', 'until'] as const
export const noFilters = { type: undefined, from: undefined, until: undefined } satisfies Partial<EventsQuery>

export function isFiltered(query: EventsQuery): boolean {
  return filterNames.some((name) => query[name])
}

/** The address of the same list with something changed; what changes the filter starts at the newest page. */
export function eventsHref(base: string, query: EventsQuery, change: Partial<EventsQuery>): string {
  const next = { ...query, ...change }
  const search = new URLSearchParams()
  for (const name of filterNames) {
    const value = next[name]
    if (value) search.set(name, value)
  }
  if (!filterNames.some((name) => name in change)) setPlace(search, next)
  const text = search.toString()
  return `${base}/webhooks/events${text ? `?${text}` : ''}`
}

export function pagesOf(base: string, query: EventsQuery, nextCursor: string | null) {
  const newer = newerPlace(query)
  return {
    newer: newer && eventsHref(base, query, newer),
    older: nextCursor === null ? null : eventsHref(base, query, olderPlace(query, nextCursor)),
  }
}
