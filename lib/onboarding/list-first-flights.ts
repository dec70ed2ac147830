import { asSystem } from '@/db/tenant'
import { policy } from '@/lib/core/policy'
import type { FirstFlightTimes } from '@/lib/onboarding/schema'
import { selectFirstFlights } from '@/lib/onboarding/system'

const most = 1_000

/**
 * How long the newest workspaces took to their first OTP and their first verified one, for those who run the
 * platform. Only as far back as OTPs are kept.
 */
export function listFirstFlights(now = new Date()): Promise<FirstFlightTimes[]> {
  const since = new Date(now.getTime() - policy.retention.otpDays * 86_400_000)
  return asSystem((tx) => selectFirstFlights(tx, since, most))
}
