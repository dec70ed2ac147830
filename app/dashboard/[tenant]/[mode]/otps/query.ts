import { z } from 'zod'
import { PhoneNumber, suggestE164 } from '@/lib/core/phone'
import { otpStatuses } from '@/lib/otp/schema'

const first = z.preprocess(
  (value) => (Array.isArray(value) ? value[0] : value),
  z.string().max(2_000).optional(),
)

/** What the URL of the list says. What it cannot mean is left out, but for a phone number, whose fault is shown. */
export const OtpsQuery = z.object({
  status: first.pipe(z.enum(otpStatuses).optional().catch(undefined)),
  to: first.transform((text) => text?.replace(/^ /, '+').trim() || undefined),
  cursor: first.pipe(z.string().max(200).optional().catch(undefined)),
  /** The cursors of the newer pages, oldest last: where "Newer" leads back to. */
  trail: first.transform((text) => text?.split('.').filter(Boolean) ?? []),
  id: first.pipe(z.string().max(100).optional().catch(undefined)),
})
export type OtpsQuery = z.output<typeof OtpsQuery>

export type PhoneFault = { message: string; suggestion: string | undefined }

export function phoneFault({ to }: OtpsQuery): PhoneFault | null {
  if (to === undefined) return null
  const [issue] = PhoneNumber.safeParse(to).error?.issues ?? []
  return issue ? { message: issue.message, suggestion: suggestE164(to) } : null
}

/** The address of the same list with something changed; what changes the filter starts at the newest page. */
export function otpsHref(base: string, query: OtpsQuery, change: Partial<OtpsQuery>): string {
  const next = { ...query, ...change }
  const refilters = 'status' in change || 'to' in change
  const search = new URLSearchParams()
  if (next.status) search.set('status', next.status)
  if (next.to) search.set('to', next.to)
  if (next.cursor && !refilters) search.set('cursor', next.cursor)
  if (next.trail.length > 0 && !refilters) search.set('trail', next.trail.join('.'))
  if (next.id && !refilters) search.set('id', next.id)
  const text = search.toString()
  return `${base}/otps${text ? `?${text}` : ''}`
}

const trailLimit = 10
const newest = '-'

export function olderHref(base: string, query: OtpsQuery, nextCursor: string): string {
  const trail = [...query.trail, query.cursor ?? newest].slice(-trailLimit)
  return otpsHref(base, query, { cursor: nextCursor, trail, id: undefined })
}

export function newerHref(base: string, query: OtpsQuery): string | null {
  if (!query.cursor) return null
  const before = query.trail.at(-1) ?? newest
  return otpsHref(base, query, {
    cursor: before === newest ? undefined : before,
    trail: before === newest ? [] : query.trail.slice(0, -1),
    id: undefined,
  })
}
