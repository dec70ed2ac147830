import { AppError } from '@/lib/core/errors'
import { policy } from '@/lib/core/policy'

let waiting = 0
let last: Promise<unknown> = Promise.resolve()

/**
 * One password hash at a time: each fills a core for a third of a second, and they share their threads with the
 * look-up of names. Throws `unavailable` when too many wait already.
 */
export function oneAtATime<T>(hash: () => Promise<T>): Promise<T> {
  if (waiting >= policy.passwords.queueLimit) throw new AppError('unavailable', { retryAfterSeconds: 10 })
  waiting++
  const turn = last.then(hash).finally(() => waiting--)
  last = turn.catch(() => {})
  return turn
}
