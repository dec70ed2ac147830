import { fromTypeId, toTypeId } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'
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

type Explained = Pick<Failure, 'title' | 'actor' | 'retryable' | 'fix'>

/** What Meta's codes mean to the person who has to act. Source: Cloud API error codes, read in 2026. */
const explanations: Record<number, Explained> = {
  190: {
    title: 'The access token is no longer valid',
    actor: 'you',
    retryable: false,
    fix: 'Reconnect the number to WhatsApp.',
  },
  4: {
    title: "Meta's call limit is reached",
    actor: 'meta',
    retryable: true,
    fix: 'Nothing to do: we try again.',
  },
  80007: {
    title: 'The WhatsApp Business Account is rate limited',
    actor: 'meta',
    retryable: true,
    fix: 'Nothing to do: we try again.',
  },
  130429: {
    title: 'The number sends too fast for Meta',
    actor: 'meta',
    retryable: true,
    fix: 'Nothing to do: we try again.',
  },
  131000: {
    title: 'Meta could not send it and does not say why',
    actor: 'meta',
    retryable: true,
    fix: 'Nothing to do: we try again.',
  },
  131016: {
    title: "Meta's service is not available",
    actor: 'meta',
    retryable: true,
    fix: 'Nothing to do: we try again.',
  },
  131026: {
    title: 'The message cannot be delivered to this number',
    actor: 'recipient',
    retryable: false,
    fix: 'The person may not use WhatsApp, or an old version of it. Offer another channel.',
  },
  131042: {
    title: 'The WhatsApp Business Account has a payment problem',
    actor: 'you',
    retryable: false,
    fix: "Check the payment method in Meta's Business Manager.",
  },
  131047: {
    title: 'The 24-hour window is closed',
    actor: 'you',
    retryable: false,
    fix: 'Send a template instead.',
  },
  131048: {
    title: 'Meta restricts this number for its quality',
    actor: 'you',
    retryable: false,
    fix: "Look at the number's quality in WhatsApp Manager before you send more.",
  },
  131056: {
    title: 'Too many messages to this person in a short time',
    actor: 'meta',
    retryable: true,
    fix: 'Nothing to do: we try again.',
  },
  132001: {
    title: 'The template does not exist in this language',
    actor: 'you',
    retryable: false,
    fix: 'Create the template in this language, or wait for its approval.',
  },
  132015: {
    title: 'Meta has paused the template for its quality',
    actor: 'you',
    retryable: false,
    fix: 'Use another template, or wait until Meta unpauses it.',
  },
  368: {
    title: 'Meta has restricted the account for a policy violation',
    actor: 'you',
    retryable: false,
    fix: "Open the account's page in Meta's Business Support Home.",
  },
}

/** A refusal by Meta, in words. An unknown code is explained by the HTTP status alone. */
export function explainProviderCode(providerCode: number | null, httpStatus: number): Failure {
  const known = providerCode === null ? undefined : explanations[providerCode]
  const retryable = httpStatus === 429 || httpStatus >= 500
  const fallback: Explained = {
    title: 'Meta refused the message',
    actor: 'meta',
    retryable,
    fix: retryable ? 'Nothing to do: we try again.' : 'Write to support with the message id.',
  }
  return { code: 'provider_refused', ...(known ?? fallback), provider_code: providerCode }
}

export const lostAnswer: Failure = {
  code: 'provider_unreachable',
  title: 'Meta did not answer',
  actor: 'meta',
  retryable: true,
  fix: 'Nothing to do: we try again.',
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
