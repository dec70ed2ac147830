import { z } from 'zod'
import { firstValue, newerPlace, olderPlace, pageFields, setPlace } from '@/components/list/page-trail'
import { policy } from '@/lib/core/policy'

const { cursor, trail } = pageFields

/** What the URL of the list of conversations says. */
export const PeopleQuery = z.object({
  search: firstValue.transform(
    (text) =>
      text
        ?.replace(/^ (?=\d)/, '+')
        .trim()
        .slice(0, 100) || undefined,
  ),
  cursor,
  trail,
})
export type PeopleQuery = z.output<typeof PeopleQuery>

export function peopleHref(base: string, query: PeopleQuery, change: Partial<PeopleQuery>): string {
  const next = { ...query, ...change }
  const search = new URLSearchParams()
  if (next.search) search.set('search', next.search)
  if (!('search' in change)) setPlace(search, next)
  const text = search.toString()
  return `${base}/messages/people${text ? `?${text}` : ''}`
}

export function pagesOf(base: string, query: PeopleQuery, nextCursor: string | null) {
  const newer = newerPlace(query)
  return {
    newer: newer && peopleHref(base, query, newer),
    older: nextCursor === null ? null : peopleHref(base, query, olderPlace(query, nextCursor)),
  }
}

const { page, shownMax } = policy.conversations

/** How much of a conversation the URL wants to see: pages more and more, up to a limit. */
export const ThreadQuery = z.object({
  show: firstValue.transform(Number).pipe(z.number().int().min(page).max(shownMax).catch(page)),
  sender: firstValue.pipe(z.string().max(100).optional().catch(undefined)),
})
export type ThreadQuery = z.output<typeof ThreadQuery>

export function threadHref(path: string, query: ThreadQuery, change: Partial<ThreadQuery>): string {
  const { show, sender } = { ...query, ...change }
  const search = new URLSearchParams()
  if (show > page) search.set('show', String(Math.min(show, shownMax)))
  if (sender) search.set('sender', sender)
  const text = search.toString()
  return `${path}${text ? `?${text}` : ''}`
}
