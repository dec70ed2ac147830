import { AppError } from '@/lib/core/errors'
import { type Plan, policy } from '@/lib/core/policy'
import type { Caller } from '@/lib/http/authenticate'
import { admit } from '@/lib/requests/admit'

export type RateLimit = {
  /** For every answer to this request, whatever it says. */
  headers: Record<string, string>
  refusal: AppError | undefined
}

const policyOf = {
  free: policyHeader('free'),
  starter: policyHeader('starter'),
  growth: policyHeader('growth'),
  scale: policyHeader('scale'),
}

/** Counts the request for its tenant, over all keys and both modes. */
export async function rateLimit({ ctx, plan }: Caller): Promise<RateLimit> {
  const limit = policy.plans[plan].requestsPerMinute
  const { isAdmitted, left, resetMilliseconds } = await admit(`tenant:${ctx.tenantId}`, limit)
  const seconds = wholeSeconds(resetMilliseconds)
  return {
    headers: {
      'ratelimit-policy': policyOf[plan],
      ratelimit: `"tenant";r=${left};t=${seconds}`,
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-remaining': String(left),
      'x-ratelimit-reset': String(seconds),
    },
    refusal: isAdmitted ? undefined : new AppError('rate_limited', { retryAfterSeconds: seconds }),
  }
}

function policyHeader(plan: Plan): string {
  return `"tenant";q=${policy.plans[plan].requestsPerMinute};w=${policy.api.rateLimit.windowSeconds}`
}

/** At most the window, of which the stores' own rounding may have made a millisecond more. */
export function wholeSeconds(milliseconds: number): number {
  return Math.min(Math.max(Math.ceil(milliseconds / 1_000), 1), policy.api.rateLimit.windowSeconds)
}
