import { z } from 'zod'

/** One value of a URL's query, the first when there are several. */
export const firstValue = z.preprocess(
  (value) => (Array.isArray(value) ? value[0] : value),
  z.string().max(2_000).optional(),
)

/** What every list has in its URL: where its page begins, and what is open beside it. */
export const pageFields = {
  cursor: firstValue.pipe(z.string().max(200).optional().catch(undefined)),
  /** The cursors of the newer pages, oldest last: where "Newer" leads back to. */
  trail: firstValue.transform((text) => text?.split('.').filter(Boolean) ?? []),
  id: firstValue.pipe(z.string().max(100).optional().catch(undefined)),
}

type Place = { cursor?: string | undefined; trail: string[]; id?: string | undefined }
const trailLimit = 10
const newest = '-'

/** Writes the place into a query; what changes the filter starts at the newest page. */
export function setPlace(search: URLSearchParams, { cursor, trail, id }: Place): void {
  if (cursor) search.set('cursor', cursor)
  if (trail.length > 0) search.set('trail', trail.join('.'))
  if (id) search.set('id', id)
}

export function olderPlace({ cursor, trail }: Place, nextCursor: string): Place {
  return { cursor: nextCursor, trail: [...trail, cursor ?? newest].slice(-trailLimit), id: undefined }
}

/** Null on the newest page. */
export function newerPlace({ cursor, trail }: Place): Place | null {
  if (!cursor) return null
  const before = trail.at(-1) ?? newest
  const isNewest = before === newest
  return { cursor: isNewest ? undefined : before, trail: isNewest ? [] : trail.slice(0, -1), id: undefined }
}
