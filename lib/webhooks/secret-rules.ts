import { policy } from '@/lib/core/policy'

/**
 * Which of a mode's secrets sign now, the newest first: that one, and each that was replaced within the overlap. The
 * last of `newestFirst` is the tenant's own, which signs until there was a first rotation.
 */
export function signingSecrets<Secret extends { createdAt: Date }>(
  newestFirst: readonly Secret[],
  now: Date,
): Secret[] {
  const since = now.getTime() - policy.webhooks.secret.overlapHours * 3_600_000
  return newestFirst.filter((_, at) => {
    const successor = newestFirst[at - 1]
    return successor === undefined || successor.createdAt.getTime() > since
  })
}
