import { policy } from '@/lib/core/policy'

const { delayAfterFailures, delayMilliseconds } = policy.signIn

/** How long a try waits before it is looked at: nothing at first, then twice as long after each wrong password. */
export function delayAfter(failures: number): number {
  if (failures < delayAfterFailures) return 0
  const doubled = delayMilliseconds.first * 2 ** (failures - delayAfterFailures)
  return Math.min(doubled, delayMilliseconds.most)
}
