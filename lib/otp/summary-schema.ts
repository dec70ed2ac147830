import { z } from 'zod'

/** How far OTPs came. Each stop counts those that came further, whatever was reported of it. */
const Stops = z.object({
  accepted: z.number(),
  sent: z.number(),
  delivered: z.number(),
  verified: z.number(),
  /** Not delivered yet, and may still be. */
  flying: z.number(),
  /** Neither verified nor ended. */
  pending: z.number(),
  median_ms: z.number().nullable(),
})
export type Stops = z.infer<typeof Stops>

export const Cause = z.object({
  code: z.string(),
  provider_code: z.number().nullable(),
  title: z.string(),
  fix: z.string(),
  count: z.number(),
})
export type Cause = z.infer<typeof Cause>

/** As the database counts: hour 0 is the last sixty minutes; null, all of them. */
export const Counted = z.object({
  groups: z.array(Stops.extend({ hours_ago: z.number().nullable() })),
  causes: z.array(Cause),
})
export type Counted = z.infer<typeof Counted>

export type OtpSummary = {
  total: Stops
  /** Oldest first, empty ones included. */
  hours: (Stops & { hoursAgo: number })[]
  causes: Cause[]
  /** There were more than are counted; these are the newest. */
  isSample: boolean
  /** Parts from 0 to 1 of those whose fate is known; null where there are none. */
  deliveredRatio: number | null
  verifiedRatio: number | null
  /** Whether it works, as of the last hour, or of all that is counted when that hour was quiet. */
  state: 'good' | 'attention' | 'quiet'
  stateOf: { period: 'hour' | 'day'; deliveredRatio: number | null; medianMs: number | null }
}
