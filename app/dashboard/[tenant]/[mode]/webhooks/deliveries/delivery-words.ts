import { formatDuration } from '@/components/format-duration'
import type { DeliveryTrigger } from '@/lib/core/statuses'
import { AttemptError, attemptErrorWords, type DeliveryObject } from '@/lib/webhooks/delivery-schema'

export const triggerWords: Record<DeliveryTrigger, string> = {
  event: 'Automatic',
  replay: 'Replay',
  recovery: 'Recovery',
  test: 'Test event',
}

/** What a line about the whole delivery says. */
export function deliveryHeading(delivery: DeliveryObject): string {
  const { status, attempt_count: count, last_duration_ms: took } = delivery
  if (status === 'pending')
    return count === 0 ? 'Waiting for its first attempt' : `Retrying after ${attempts(count)}`
  if (status === 'delivered')
    return count > 1
      ? `Delivered at attempt ${count}`
      : `Delivered${took === null ? '' : ` in ${formatDuration(took)}`}`
  if (status === 'exhausted') return `Given up after ${attempts(count)}`
  return count === 0 ? 'Canceled before it was sent' : `Canceled after ${attempts(count)}`
}

export function attempts(count: number): string {
  return count === 1 ? '1 attempt' : `${count} attempts`
}

/** The answer in a word or two; null while there was none. */
export function answerWords(code: number | null, error: string | null): string | null {
  if (code !== null) return `HTTP ${code}`
  return error === null ? null : shortErrors[AttemptError.catch('interrupted').parse(error)]
}

/** For a table; what is to be done about it is told beside the delivery. */
const shortErrors: Record<AttemptError, string> = {
  url_not_allowed: 'Address refused',
  name_not_resolved: 'Host not found',
  connection_failed: 'No connection',
  tls_failed: 'TLS failed',
  timeout: 'Timed out',
  connection_lost: 'Broke off',
  invalid_answer: 'Not HTTP',
  interrupted: 'Interrupted',
}

type Outcome = { status_code: number | null; error: AttemptError | null }
type Cause = { title: string; fix: string }

/** Why an attempt failed and what its people can do; null when it went well. */
export function causeOf({ status_code: code, error }: Outcome): Cause | null {
  if (code === null) return error && { title: `${attemptErrorWords[error]}.`, fix: errorFixes[error] }
  if (code >= 200 && code < 300) return null
  const known = codes[code]
  if (known) return { title: `Your endpoint answered ${code} ${known[0]}.`, fix: known[1] }
  if (code < 400)
    return {
      title: `Your endpoint answered with a redirect, ${code}.`,
      fix: 'Redirects are not followed. Set the URL of the endpoint to where it leads.',
    }
  if (code < 500)
    return {
      title: `Your endpoint refused it with ${code}.`,
      fix: 'Its answer below may say why. Only a status from 200 to 299 counts as delivered.',
    }
  return {
    title: `Your endpoint failed with ${code}.`,
    fix: 'Look into its own log at the time of the attempt. Answer 2xx first, and do the work afterwards.',
  }
}

const codes: Record<number, [name: string, fix: string]> = {
  401: [
    'Unauthorized',
    'Either its check of the signature fails, which the debugger explains, or it wants an Authorization header: add one to the endpoint.',
  ],
  403: [
    'Forbidden',
    'A firewall or a check of the signature refuses it. The debugger tells whether the signature holds.',
  ],
  404: ['Not found', 'The path of the URL leads nowhere. Correct the URL of the endpoint.'],
  405: ['Method not allowed', 'Deliveries are POST requests. Correct the path, or let it take POST.'],
  410: ['Gone', 'It says that it wants no more events, so the endpoint is disabled. Enable it to go on.'],
  413: ['Content too large', 'Raise the limit that it, or a proxy before it, sets for a body.'],
  429: ['Too many requests', 'Give the endpoint a rate cap: deliveries then wait instead of being refused.'],
  502: ['Bad gateway', 'The proxy before it could not reach your application. Check that it is running.'],
  503: ['Service unavailable', 'It is down or overloaded. It is tried again as long as attempts are left.'],
  504: [
    'Gateway timeout',
    'The proxy before it waited too long. Answer 2xx first, and do the work afterwards.',
  ],
}

const errorFixes: Record<AttemptError, string> = {
  url_not_allowed: 'The host has to be a public one, by https, on port 443 or 8443. Correct the URL.',
  name_not_resolved: 'Check the host name in the URL, and its DNS records.',
  connection_failed: 'Check that it is running, and that no firewall keeps us out.',
  tls_failed: 'The certificate has to be valid for this host, with its whole chain, and not self-signed.',
  timeout: 'Answer 2xx as soon as you have the event, and do the work afterwards.',
  connection_lost: 'Something between us closed it: look into the log of your server and of its proxy.',
  invalid_answer: 'Check that the port is that of an HTTP server.',
  interrupted: 'Nothing needs to be done: it is tried again. Expect the same webhook-id a second time.',
}
