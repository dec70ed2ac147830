import { policy } from '@/lib/core/policy'
import type { Counted, OtpSummary, Stops } from '@/lib/otp/summary-schema'

const { hours, sample, goodDelivery } = policy.home
const none: Stops = {
  accepted: 0,
  sent: 0,
  delivered: 0,
  verified: 0,
  flying: 0,
  pending: 0,
  median_ms: null,
}

export function summaryOf({ groups, causes }: Counted): OtpSummary {
  const at = (hour: number | null): Stops => {
    const { hours_ago: _, ...stops } = groups.find(({ hours_ago }) => hours_ago === hour) ?? {
      hours_ago: hour,
      ...none,
    }
    return stops
  }
  const total = at(null)
  const lastHour = at(0)
  const period = deliveredOf(lastHour) === null ? 'day' : 'hour'
  const judged = period === 'hour' ? lastHour : total
  const deliveredRatio = deliveredOf(judged)
  return {
    total,
    hours: Array.from({ length: hours }, (_, index) => hours - 1 - index).map((hoursAgo) => ({
      hoursAgo,
      ...at(hoursAgo),
    })),
    causes,
    isSample: total.accepted >= sample,
    deliveredRatio: deliveredOf(total),
    verifiedRatio: part(total.verified, total.accepted - total.pending),
    state: deliveredRatio === null ? 'quiet' : deliveredRatio >= goodDelivery ? 'good' : 'attention',
    stateOf: { period, deliveredRatio, medianMs: judged.median_ms },
  }
}

/** What is still on its way has neither arrived nor failed to. */
function deliveredOf({ accepted, delivered, flying }: Stops): number | null {
  return part(delivered, accepted - flying)
}

function part(some: number, all: number): number | null {
  return all > 0 ? some / all : null
}
