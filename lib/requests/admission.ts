import { policy } from '@/lib/core/policy'

/** Whether one more request of a subject may pass; `resetMilliseconds` until one that passed before leaves the window. */
export type Admission = { isAdmitted: boolean; limit: number; left: number; resetMilliseconds: number }
export type Admit = (subject: string, limit: number) => Promise<Admission>

/** How long things take where requests are counted; tests have less patience than a minute. */
export type Times = {
  windowMilliseconds: number
  marginMilliseconds: number
  mirrorMilliseconds: number
  trustMilliseconds: number
  settleMilliseconds: number
  redisPauseMilliseconds: number
}
const { rateLimit } = policy.api
export const promisedTimes: Times = {
  ...rateLimit,
  windowMilliseconds: rateLimit.windowSeconds * 1_000,
  marginMilliseconds: rateLimit.marginSeconds * 1_000,
}
