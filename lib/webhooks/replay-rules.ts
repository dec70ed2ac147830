import { policy } from '@/lib/core/policy'

export type ReplayFacts = {
  /** Null when the endpoint is gone altogether. */
  enabled: boolean | null
  deletedAt: Date | null
  hasEvent: boolean
  isTooOld: boolean
}

/** Why a delivery cannot be sent again, in a sentence; null when it can. */
export function whyNotReplayed({ enabled, deletedAt, hasEvent, isTooOld }: ReplayFacts): string | null {
  if (enabled === null || deletedAt) return 'Its endpoint was deleted.'
  if (!enabled) return 'Its endpoint is disabled; enable it first.'
  if (isTooOld) return `Its event is older than ${policy.webhooks.recoverDays} days.`
  if (!hasEvent) return 'Its event is no longer kept.'
  return null
}
