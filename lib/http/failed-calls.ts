import { countSignal } from '@/lib/alerts/count-signal'

import { isWellFormedApiKey } from '@/lib/core/api-key'
import { countedNetwork } from '@/lib/core/counted-network'
import { AppError } from '@/lib/core/errors'
import { log } from '@/lib/core/log'
import { oncePerProcess } from '@/lib/core/once-per-process'
import { policy } from '@/lib/core/policy'
import { wholeSeconds } from '@/lib/http/rate-limit'
import { hasBeenValid } from '@/lib/keys/identify'
import { admit } from '@/lib/requests/admit'

const limit = policy.api.rateLimit.failuresPerAddress
/** An address that failed too often, until when, and how many unknown keys it may still have looked up. */
type Block = { until: number; lookups: number }
const blocksLimit = 10_000

/**
 * Refuses a key of an address that has failed too often, before the key costs the database anything. Others behind
 * the same address should not suffer for it: a key that was valid before goes on working, and of those never seen a
 * few are looked up all the same.
 */
export function refuseAfterFailures(address: string, key: string | undefined): void {
  if (blocks().size === 0) return
  const name = countedNetwork(address)
  const block = blocks().get(name)
  if (!block) return
  const milliseconds = block.until - performance.now()
  if (milliseconds <= 0) {
    blocks().delete(name)
    return
  }
  if (key && isWellFormedApiKey(key) && (hasBeenValid(key) || block.lookups-- > 0)) return
  noteFailure(name)
  throw tooManyFailures(milliseconds)
}

/** Counts a failed call for its address, and answers with what it is to be refused: an address unknown has no limit. */
export async function countFailure(address: string, failure: AppError): Promise<AppError> {
  const name = countedNetwork(address)
  if (name === '') return failure
  noteFailure(name)
  const block = blocks().get(name)
  if (block) return tooManyFailures(block.until - performance.now())
  try {
    const { isAdmitted, left, resetMilliseconds } = await admit(`address:${name}`, limit)
    if (left === 0) blockUntil(name, performance.now() + resetMilliseconds)
    return isAdmitted ? failure : tooManyFailures(resetMilliseconds)
  } catch (error) {
    log.warn('a failed call was not counted', { err: error })
    return failure
  }
}

/** For the alerts: those who are not listened to any more count on, or nobody would ever fail often enough. */
function noteFailure(name: string): void {
  countSignal({ kind: 'unauthorized_calls', subject: name })
}

function blockUntil(name: string, until: number): void {
  const known = blocks()
  if (known.size >= blocksLimit) known.clear()
  known.set(name, { until, lookups: limit })
}

function tooManyFailures(milliseconds: number): AppError {
  return new AppError('rate_limited', {
    detail: 'Too many calls without a valid API key came from this address.',
    retryAfterSeconds: wholeSeconds(milliseconds),
  })
}

function blocks(): Map<string, Block> {
  return oncePerProcess('blocked-addresses', () => new Map<string, Block>())
}
