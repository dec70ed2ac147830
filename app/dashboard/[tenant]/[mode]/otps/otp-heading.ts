import { formatDuration } from '@/components/format-duration'
import type { OtpDetail } from '@/lib/otp/schema'

/** What became of it, in a few words. */
export function otpHeading({ status, failure, timeline, delivery_status }: OtpDetail): string {
  const end = timeline.find(({ type }) => type === 'verified')
  switch (status) {
    case 'verified':
      return end ? `Verified in ${formatDuration(end.offset_ms)}` : 'Verified'
    case 'failed':
      return failure ? `Failed: ${failure.title}` : 'Failed'
    case 'expired':
      return delivery_status === 'delivered' || delivery_status === 'read'
        ? 'Expired unused'
        : 'Expired before it arrived'
    case 'superseded':
      return 'Superseded by a newer code'
    case 'canceled':
      return 'Canceled'
    case 'pending':
      return delivery_status === 'delivered' || delivery_status === 'read'
        ? 'Waiting for the code'
        : 'On its way'
  }
}

const journey = [
  ['sent', 'Sent to Meta'],
  ['delivered', 'Delivered'],
  ['verified', 'Verified'],
] as const

export function stopsAhead({ status, timeline }: OtpDetail): string[] {
  if (status !== 'pending') return []
  const reached = new Set(timeline.map(({ type }) => type))
  return journey.flatMap(([type, label]) => (reached.has(type) ? [] : [label]))
}
