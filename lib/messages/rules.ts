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

/** Seconds before attempt number `attempt` + 1, or null when no further one may be made. */
export function retryDelaySeconds(attempt: number, createdAt: Date, now: Date): number | null {
  const { attempts, withinSeconds } = policy.messages.retries
  if (attempt > attempts) return null
  const delay = Math.min(4 ** (attempt - 1), 240)
  const end = createdAt.getTime() + withinSeconds * 1_000
  return now.getTime() + delay * 1_000 > end ? null : delay
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
