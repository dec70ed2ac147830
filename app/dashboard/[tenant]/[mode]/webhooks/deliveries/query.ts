import { z } from 'zod'
import { firstValue, newerPlace, olderPlace, pageFields, setPlace } from '@/components/list/page-trail'
import { fromTypeId, type IdKind } from '@/lib/core/ids'
import { deliveryStatuses, deliveryTriggers } from '@/lib/core/statuses'
import { EventType } from '@/lib/webhooks/event-schema'
import { createdWithin, Minute } from '../when'

const idOf = (kind: IdKind) =>
  firstValue.pipe(
    z
      .string()
      .refine((text) => fromTypeId(kind, text) !== null)
      .optional()
      .catch(undefined),
  )

/** What the URL of the list says. What it cannot mean is left out. */
export const DeliveriesQuery = z.object({
  status: firstValue.pipe(z.enum(deliveryStatuses).optional().catch(undefined)),
  type: firstValue.pipe(EventType.optional().catch(undefined)),
  trigger: firstValue.pipe(z.enum(deliveryTriggers).optional().catch(undefined)),
  endpoint: idOf('endpoint'),
  event: idOf('event'),
  recovery: idOf('recovery'),
  from: Minute,
  until: Minute,
  ...pageFields,
})
export type DeliveriesQuery = z.output<typeof DeliveriesQuery>

export const filterNames = [
  'status',
  'type',
  'trigger',
  'endpoint',
  'event',
  'recovery',
  'from',
  'until',
] as const
export const noFilters = {
  status: undefined,
  type: undefined,
  trigger: undefined,
  endpoint: undefined,
  event: undefined,
  recovery: undefined,
  from: undefined,
  until: undefined,
} satisfies Partial<DeliveriesQuery>

export function isFiltered(query: DeliveriesQuery): boolean {
  return filterNames.some((name) => query[name])
}

/** What the verb is asked. */
export function filterOf({ status, type, trigger, endpoint, event, recovery, from, until }: DeliveriesQuery) {
  return { status, type, trigger, endpoint, event, recovery, ...createdWithin({ from, until }) }
}

/** The address of the same list with something changed; what changes the filter starts at the newest page. */
export function deliveriesHref(
  base: string,
  query: DeliveriesQuery,
  change: Partial<DeliveriesQuery>,
): string {
  const next = { ...query, ...change }
  const search = filtersOf(next)
  if (!filterNames.some((name) => name in change)) setPlace(search, next)
  const text = search.toString()
  return `${base}/webhooks/deliveries${text ? `?${text}` : ''}`
}

export function filtersOf(query: Partial<DeliveriesQuery>): URLSearchParams {
  const search = new URLSearchParams()
  for (const name of filterNames) {
    const value = query[name]
    if (value) search.set(name, value)
  }
  return search
}

export function pagesOf(base: string, query: DeliveriesQuery, nextCursor: string | null) {
  const newer = newerPlace(query)
  return {
    newer: newer && deliveriesHref(base, query, newer),
    older: nextCursor === null ? null : deliveriesHref(base, query, olderPlace(query, nextCursor)),
  }
}
