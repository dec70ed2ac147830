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

/** Until when the secret before the newest signs along; null when it does no longer, or there is none. */
export function previousValidUntil(newestFirst: readonly { createdAt: Date }[], now: Date): Date | null {
  const [newest, previous] = newestFirst
  if (!newest || !previous) return null
  const until = endOfOverlap(newest)
  return until.getTime() > now.getTime() ? until : null
}

/** When there may be a new secret: null for now. Every secret that signs is one header value more, on each delivery. */
export function rotatableAt(newestFirst: readonly { createdAt: Date }[], now: Date): Date | null {
  const signing = signingSecrets(newestFirst, now)
  const { atOnce } = policy.webhooks.secret
  if (signing.length < atOnce) return null
  // The oldest that signs ends its overlap first; what took its place is the one before it.
  const successor = signing[signing.length - 2]
  return successor ? endOfOverlap(successor) : null
}

function endOfOverlap({ createdAt }: { createdAt: Date }): Date {
  return new Date(createdAt.getTime() + policy.webhooks.secret.overlapHours * 3_600_000)
}
