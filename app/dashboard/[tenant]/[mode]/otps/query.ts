import { z } from 'zod'
import { firstValue, newerPlace, olderPlace, pageFields, setPlace } from '@/components/list/page-trail'
import { PhoneNumber, suggestE164 } from '@/lib/core/phone'
import { otpStatuses } from '@/lib/otp/schema'

/** What the URL of the list says. What it cannot mean is left out, but for a phone number, whose fault is shown. */
export const OtpsQuery = z.object({
  status: firstValue.pipe(z.enum(otpStatuses).optional().catch(undefined)),
  to: firstValue.transform((text) => text?.replace(/^ /, '+').trim() || undefined),
  ...pageFields,
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
  if (!refilters) setPlace(search, next)
  const text = search.toString()
  return `${base}/otps${text ? `?${text}` : ''}`
}

export function pagesOf(base: string, query: OtpsQuery, nextCursor: string | null) {
  const newer = newerPlace(query)
  return {
    newer: newer && otpsHref(base, query, newer),
    older: nextCursor === null ? null : otpsHref(base, query, olderPlace(query, nextCursor)),
  }
}
