import { newUuid, toTypeId } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'
import { type OutboundAnswer, postOutbound } from '@/lib/gateways/outbound'
import type { Claim } from '@/lib/webhooks/claim'
import { eventBody } from '@/lib/webhooks/event-body'
import { openHeaders, openSecrets } from '@/lib/webhooks/opened-secrets'
import { isGone, isSuccess, narrowestFor, readRetryAfter, secondsToNext } from '@/lib/webhooks/retry-rules'
import type { Result } from '@/lib/webhooks/settle'
import { signedHeaders } from '@/lib/webhooks/sign'
import type { Terms } from '@/lib/webhooks/terms'

export const userAgent = 'Hawk-Send-Webhooks/1.0'
const hidden = '[not kept]'

/**
 * Makes one attempt, or none where the lease might end before it: then another process may already be at it, and the
 * answer is null. Signed now, for receivers refuse a timestamp that is minutes old.
 */
export async function attempt(claim: Claim, { attemptMilliseconds }: Terms): Promise<Result | null> {
  const { to, event } = claim
  const now = new Date()
  const body = eventBody(event)
  const timestamp = Math.floor(now.getTime() / 1_000)
  const own = {
    'content-type': 'application/json',
    'user-agent': userAgent,
    ...signedHeaders(openSecrets(claim.secrets, now), { id: toTypeId('event', event.id), timestamp, body }),
  }
  const custom = openHeaders(to)
  if (performance.now() + attemptMilliseconds > claim.until) return null
  const answer = await postOutbound({
    url: to.url,
    headers: { ...custom, ...own },
    body,
    timeoutMilliseconds: attemptMilliseconds,
    readBytes: policy.webhooks.readBytes,
  })
  const shown = Object.keys(custom).map((name) => [name, hidden])
  return { ...resultOf(claim, answer), requestHeaders: { ...Object.fromEntries(shown), ...own } }
}

function resultOf(claim: Claim, answer: OutboundAnswer): Omit<Result, 'requestHeaders'> {
  const didAnswer = answer.outcome === 'answered'
  const statusCode = didAnswer ? answer.statusCode : null
  const delivered = statusCode !== null && isSuccess(statusCode)
  const asked = didAnswer ? readRetryAfter(answer.headers['retry-after'], new Date()) : null
  return {
    tenant: claim.tenant,
    endpoint: claim.endpoint,
    delivery: claim.id,
    attempt: newUuid(),
    number: claim.number,
    endedAt: performance.now(),
    milliseconds: answer.milliseconds,
    statusCode,
    error: didAnswer ? null : answer.error,
    delivered,
    gone: statusCode !== null && isGone(statusCode),
    narrow: narrowestFor(statusCode),
    delay: delivered ? null : secondsToNext(claim.number, asked),
    responseHeaders: didAnswer ? answer.headers : {},
    responseBody: didAnswer ? answer.body : '',
  }
}
