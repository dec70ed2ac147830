import type { Fault } from '@/lib/core/errors'
import { policy } from '@/lib/core/policy'
import type { KeyState } from '@/lib/keys/schema'

const dayMilliseconds = 86_400_000

type Ends = { revokedAt: Date | null; isExpired: boolean; isReplaced: boolean }

export function stateOf({ revokedAt, isExpired, isReplaced }: Ends): KeyState {
  if (revokedAt) return 'revoked'
  if (isExpired) return 'expired'
  return isReplaced ? 'rotating' : 'active'
}

/** What is wrong with an expiry that is asked for now, if anything. */
export function expiryFaults(expiresAt: Date | null, now: Date): Fault[] {
  if (!expiresAt) return []
  const left = expiresAt.getTime() - now.getTime()
  const days = policy.keys.lifetimeDaysMax
  const message =
    left <= 0
      ? 'This time has passed.'
      : left > days * dayMilliseconds
        ? `At most ${days / 365} years from now.`
        : undefined
  return message ? [{ path: 'expires_at', message }] : []
}

/** A key that takes another's place lives as long from now on as the other was given when it was made. */
export function renewedExpiry(old: { createdAt: Date; expiresAt: Date | null }, now: Date): Date | null {
  if (!old.expiresAt) return null
  return new Date(now.getTime() + old.expiresAt.getTime() - old.createdAt.getTime())
}
