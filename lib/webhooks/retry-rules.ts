import { policy } from '@/lib/core/policy'

const { retrySeconds } = policy.webhooks
export const maxAttempts = retrySeconds.length + 1

/** Anything but a 2xx is a failure, also a redirect: it is not followed. */
export function isSuccess(statusCode: number): boolean {
  return statusCode >= 200 && statusCode <= 299
}

/** The receiver says that it is gone for good. */
export function isGone(statusCode: number): boolean {
  return statusCode === 410
}

/**
 * How few at once a receiver gets at last that keeps on like this; null is no reason for fewer. One that gives no answer
 * holds what it was sent for long; an error of its own, or the wish for less, is at least quick.
 */
export function narrowestFor(statusCode: number | null): number | null {
  const { silent, failing } = policy.webhooks.lanes
  if (statusCode === null) return silent
  return statusCode >= 500 || statusCode === 429 ? failing : null
}

/**
 * Seconds from the end of attempt `number`, the first being 1, to the next, or null when there is none. The receiver
 * may ask for longer, but for no longer than the longest wait of the schedule. Source: promises.md D6.
 */
export function secondsToNext(number: number, askedSeconds: number | null): number | null {
  const least = retrySeconds[number - 1]
  if (least === undefined) return null
  return Math.min(Math.max(askedSeconds ?? least, least), Math.max(...retrySeconds))
}

/** What a `Retry-After` asks for, in seconds: it is a number of them or a date. Null for neither. RFC 9110, 10.2.3. */
export function readRetryAfter(value: string | undefined, now: Date): number | null {
  const text = value?.trim() ?? ''
  if (/^\d{1,9}$/.test(text)) return Number(text)
  const date = /^[A-Z][a-z]{2},? .*GMT$/.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(date) ? null : Math.max(0, Math.ceil((date - now.getTime()) / 1_000))
}
