import { z } from 'zod'
import { firstValue, newerPlace, olderPlace, pageFields, setPlace } from '@/components/list/page-trail'
import { ContactFilter, plainTag } from '@/lib/contacts/schema'
import { isE164 } from '@/lib/core/phone'
import { policy } from '@/lib/core/policy'

/** What the URL of the list says. What it cannot mean is left out. */
export const ContactsQuery = z.object({
  q: firstValue.transform(
    (text) =>
      text
        ?.replace(/^ (?=\d)/, '+')
        .trim()
        .slice(0, policy.contacts.searchLength) || undefined,
  ),
  tag: firstValue.transform((text) => (text && plainTag(text)) || undefined),
  opted: firstValue.pipe(z.enum(['out', 'in']).optional().catch(undefined)),
  ...pageFields,
})
export type ContactsQuery = z.output<typeof ContactsQuery>

const filterNames = ['q', 'tag', 'opted'] as const
export const noFilters = { q: undefined, tag: undefined, opted: undefined } satisfies Partial<ContactsQuery>

export function isFiltered(query: ContactsQuery): boolean {
  return filterNames.some((name) => query[name] !== undefined)
}

/** As the verb takes it. A whole number is asked for in all its forms, everything else as the beginning of something. */
export function filterOf({ q, tag, opted }: ContactsQuery): z.input<typeof ContactFilter> {
  const isNumber = q !== undefined && isE164(q)
  const filter = {
    ...(isNumber ? { phone: q } : q ? { q } : {}),
    ...(tag ? { tag } : {}),
    ...(opted ? { opted_out: opted === 'out' ? ('true' as const) : ('false' as const) } : {}),
  }
  return ContactFilter.safeParse(filter).success ? filter : {}
}

/** The address of the same list with something changed; what changes the filter starts at the newest page. */
export function contactsHref(base: string, query: ContactsQuery, change: Partial<ContactsQuery>): string {
  const next = { ...query, ...change }
  const search = new URLSearchParams()
  for (const name of filterNames) if (next[name]) search.set(name, next[name])
  if (!filterNames.some((name) => name in change)) setPlace(search, next)
  const text = search.toString()
  return `${base}/contacts${text ? `?${text}` : ''}`
}

export function pagesOf(base: string, query: ContactsQuery, nextCursor: string | null) {
  const newer = newerPlace(query)
  return {
    newer: newer && contactsHref(base, query, newer),
    older: nextCursor === null ? null : contactsHref(base, query, olderPlace(query, nextCursor)),
  }
}
