import { policy } from '@/lib/core/policy'

const { attempts: most, retrySeconds } = policy.mails

/** How long to wait after so many attempts that failed; null when it was the last one. */
export function retryDelaySeconds(attempts: number): number | null {
  if (attempts >= most) return null
  return Math.min(retrySeconds.first * 2 ** (attempts - 1), retrySeconds.most)
}

/** A code or link that no longer works is of no use to anybody, and what its mail says of its time is untrue. */
export function isStale(fields: object, ageSeconds: number): boolean {
  return 'expiresInMinutes' in fields && ageSeconds >= Number(fields.expiresInMinutes) * 60
}
