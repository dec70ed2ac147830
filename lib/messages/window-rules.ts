import { policy } from '@/lib/core/policy'

/** When the window of a person who last wrote then closes; null for somebody who never wrote. */
export function windowEnd(lastInboundAt: Date | null): Date | null {
  return lastInboundAt && new Date(lastInboundAt.getTime() + policy.messages.windowSeconds * 1_000)
}

export function isWindowOpen(lastInboundAt: Date | null, now: Date): boolean {
  const end = windowEnd(lastInboundAt)
  return end !== null && end > now
}
