import { fromTypeId, toTypeId } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'
import { explainRefusal, nothingToDo } from '@/lib/core/provider-errors'
import type { Failure, MessageStatus } from '@/lib/messages/schema'

const ranks: Record<MessageStatus, number> = {
  scheduled: 0,
  queued: 1,
  sent: 2,
  delivered: 3,
  read: 4,
  failed: 5,
  canceled: 5,
}
const final: readonly MessageStatus[] = ['failed', 'canceled']

/** Reports arrive late, twice and out of order; a status only ever climbs, and what is final stays. */
export function mayFollow(current: MessageStatus, next: MessageStatus): boolean {
  return !final.includes(current) && ranks[next] > ranks[current]
}

/** By Meta's code: what takes longer to pass than the usual doubling. In seconds, one for each attempt. */
const slowDelays: ReadonlyMap<number | null, readonly number[]> = new Map([
  /** The limits of the app and of the account are counted by the hour. */
  [4, [60, 120, 180, 240, 240]],
  [80007, [60, 120, 180, 240, 240]],
  /** Maintenance takes a minute at most. */
  [131057, [15, 30, 60, 60, 60]],
])

/**
 * Seconds before attempt number `attempt` + 1, or null when no further one may be made. The time in which they are
 * made begins with the first of them: how long a message waited for its turn does not count.
 */
export function retryDelaySeconds(
  attempt: number,
  firstAt: Date,
  now: Date,
  providerCode: number | null = null,
): number | null {
  const { attempts, withinSeconds } = policy.messages.retries
  if (attempt > attempts) return null
  const delay = slowDelays.get(providerCode)?.[attempt - 1] ?? Math.min(4 ** (attempt - 1), 240)
  const end = firstAt.getTime() + withinSeconds * 1_000
  return now.getTime() + delay * 1_000 > end ? null : delay
}

/** Meta itself, or the state of the number and its account: whatever is sent next would meet the same. */
const ofNumber: ReadonlySet<number> = new Set([
  0, 1, 2, 3, 4, 10, 33, 190, 200, 368, 80007, 130429, 131000, 131005, 131016, 131031, 131037, 131042, 131045,
  131048, 131057, 133010,
])

/** Whether a failure says that the number should rest, and not only that this message or person cannot be had. */
export function blamesNumber({ code, provider_code, retryable }: Failure): boolean {
  if (code === 'provider_unreachable') return true
  return provider_code === null ? retryable : ofNumber.has(provider_code)
}

/** A refusal by Meta, in words. An unknown code is explained by the HTTP status alone. */
export function explainProviderCode(providerCode: number | null, httpStatus: number): Failure {
  const { title, actor, retryable, fix } = explainRefusal({ providerCode, httpStatus })
  return { code: 'provider_refused', title, actor, retryable, fix, provider_code: providerCode }
}

/** What would have passed by itself, and did not in the time there was: a failure for good. */
export function givenUp(failure: Failure): Failure {
  return failure.fix === nothingToDo ? { ...failure, fix: 'Send again later.' } : failure
}

/** Meta keeps this person from marketing: for a day at least (131049), or because they stopped it (131050). */
export function stopsMarketing(providerCode: number | null): boolean {
  return providerCode === 131_049 || providerCode === 131_050
}

export const lostAnswer: Failure = {
  code: 'provider_unreachable',
  title: 'Meta did not answer',
  actor: 'meta',
  retryable: true,
  fix: nothingToDo,
  provider_code: null,
}

/** Why a message that waited is not sent any more. */
export function waitedTooLong(
  code: 'window_closed' | 'recipient_suppressed' | 'template_unusable' | 'no_sender' | 'media_unusable',
  detail: string,
): Failure {
  const fixes = {
    window_closed: 'Send a template, or give a fallback_template with the next one.',
    recipient_suppressed: 'Leave this person out; only they can take it back.',
    template_unusable: 'Look at the template, and send again with one that is approved.',
    no_sender: 'Connect the number again, or send from another.',
    media_unusable: 'Upload the file again, and send again.',
  }
  return { code, title: detail, actor: 'you', retryable: false, fix: fixes[code], provider_code: null }
}

const notCancelable: Readonly<Record<string, string>> = {
  sent: 'It was sent already.',
  delivered: 'It was delivered already.',
  read: 'It was read already.',
  failed: 'It has failed.',
  canceled: 'It was canceled already.',
}

/** Why it is too late to take a message back; null when it is not. */
export function whyNotCancelable(row: {
  direction: string
  status: MessageStatus
  otpId: string | null
  askedAt: Date | null
}): string | null {
  if (row.direction === 'inbound') return 'It was written to you.'
  if (row.otpId !== null) return 'It carries a one-time password: cancel that.'
  if (row.status === 'queued' && row.askedAt !== null) return 'It is being sent at this moment.'
  return notCancelable[row.status] ?? null
}

/** A marketing message is worth less than the certainty that nobody gets it twice. */
export const unknownOutcome: Failure = {
  code: 'outcome_unknown',
  title: 'Meta never said whether it took the message',
  actor: 'meta',
  retryable: false,
  fix: 'It may have arrived. Send again only if twice is better than not at all.',
  provider_code: null,
}

/** The statuses that a message passes on the way: `read` without a `delivered` before it implies that one. */
export function passedStatuses(current: MessageStatus, next: MessageStatus): MessageStatus[] {
  if (next === 'failed' || next === 'canceled') return [next]
  const climb: MessageStatus[] = ['sent', 'delivered', 'read']
  return climb.filter((status) => ranks[status] > ranks[current] && ranks[status] <= ranks[next])
}

/**
 * Meta reports in whole seconds. A report that comes promptly is dated by its arrival, which is more exact; one
 * that was held up, by what Meta says.
 */
export function reportInstant(reportedSeconds: number, receivedAt: Date): Date {
  if (Number.isNaN(reportedSeconds)) return receivedAt
  const reported = new Date(reportedSeconds * 1_000)
  return Math.abs(receivedAt.getTime() - reported.getTime()) < 5_000 ? receivedAt : reported
}

/** Carried through Meta and back, so that a report finds its message even if we never learned Meta's id for it. */
export function callbackData(tenantId: string, messageId: string): string {
  return `${toTypeId('tenant', tenantId)}.${toTypeId('message', messageId)}`
}

export function readCallbackData(text: string | undefined): { tenantId: string; messageId: string } | null {
  const [tenant, message, ...rest] = text?.split('.') ?? []
  if (!tenant || !message || rest.length > 0) return null
  const tenantId = fromTypeId('tenant', tenant)
  const messageId = fromTypeId('message', message)
  return tenantId && messageId ? { tenantId, messageId } : null
}
