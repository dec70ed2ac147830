import { policy } from '@/lib/core/policy'

const dayMilliseconds = 86_400_000
/** Who asks for exactly as long as there is has taken a moment to ask. */
const grace = 3_600_000

/** Why nothing can be recovered since then, in a sentence; null when it can. */
export function whyNotSince(since: Date, now: Date): string | null {
  const { recoverDays } = policy.webhooks
  if (since.getTime() > now.getTime()) return 'This is yet to come.'
  if (since.getTime() < now.getTime() - recoverDays * dayMilliseconds - grace)
    return `At most ${recoverDays} days ago.`
  return null
}
