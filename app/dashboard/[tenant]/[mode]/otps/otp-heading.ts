import { formatDuration } from '@/components/format-duration'
import type { OtpDetail } from '@/lib/otp/schema'

/** What became of it, in a few words. */
export function otpHeading({ direction, status, failure, timeline, delivery_status }: OtpDetail): string {
  const end = timeline.find(({ type }) => type === 'verified')
  switch (status) {
    case 'verified':
      return end ? `Verified in ${formatDuration(end.offset_ms)}` : 'Verified'
    case 'failed':
      return failure ? `Failed: ${failure.title}` : 'Failed'
    case 'expired':
      if (direction === 'inbound') return 'Expired before a message came'
      return delivery_status === 'delivered' || delivery_status === 'read'
        ? 'Expired unused'
        : 'Expired before it arrived'
    case 'superseded':
      return 'Superseded by a newer code'
    case 'canceled':
      return 'Canceled'
    case 'pending':
      if (direction === 'inbound') return 'Waiting for the message'
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

const inboundJourney = ['Message received', 'Verified']

export function stopsAhead({ direction, status, timeline }: OtpDetail): string[] {
  if (status !== 'pending') return []
  const reached = new Set(timeline.map(({ type }) => type))
  if (direction === 'inbound') return inboundJourney
  return journey.flatMap(([type, label]) => (reached.has(type) ? [] : [label]))
}
