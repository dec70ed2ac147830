import { policy } from '@/lib/core/policy'
import type { DisabledReason } from '@/lib/core/statuses'
import { AttemptError, attemptErrorWords } from '@/lib/webhooks/delivery-schema'

const { failing, recoverDays, retrySeconds } = policy.webhooks
const [firstWarning, secondWarning] = failing.warnHours
const attempts = retrySeconds.length + 1

/** What an endpoint's people are told of. */
export type Notice =
  | { kind: 'exhausted'; count: number; isDisabled: boolean }
  | { kind: 'failing'; level: 1 | 2; count: number }
  | { kind: 'disabled'; reason: DisabledReason; count: number }

type NoticeWords = { title: string; happened: string; next: string; recover: string }

const recoverWords = `Everything since a time that it has not got can then be sent again, up to ${recoverDays} days back.`

/** What has happened, what happens next, and how to recover. */
export function noticeWords(notice: Notice): NoticeWords {
  switch (notice.kind) {
    case 'exhausted':
      return {
        title: 'Webhook deliveries were given up',
        happened: `${deliveries(notice.count)} given up after ${attempts} attempts each.`,
        next: notice.isDisabled
          ? 'The endpoint is disabled: nothing more is sent to it.'
          : `New events are still sent. An endpoint at which every delivery fails is disabled after ${days(failing.disableHours)}.`,
        recover: `Repair it, then open the endpoint. ${recoverWords}`,
      }
    case 'failing':
      return {
        title:
          notice.level === 1
            ? 'A webhook endpoint is failing'
            : 'A webhook endpoint has been failing for a day',
        happened: `Every delivery to it has failed for more than ${hours(notice.level === 1 ? firstWarning : secondWarning)}.${givenUp(notice.count)}`,
        next: `Each event is tried ${attempts} times. After ${days(failing.disableHours)} of nothing but failures the endpoint is disabled; one answer of 2xx ends the count.`,
        recover: `Repair it, then open the endpoint. ${recoverWords}`,
      }
    case 'disabled':
      return {
        title: 'A webhook endpoint was disabled',
        happened:
          notice.reason === 'gone'
            ? `It answered 410 Gone, which says that it wants no more events.${givenUp(notice.count)}`
            : `Every delivery to it has failed for ${days(failing.disableHours)}.${givenUp(notice.count)}`,
        next: 'Nothing is sent to it any more, and what was waiting for it is canceled. Events are kept all the same.',
        recover: `If it should get events again, enable it on its page. ${recoverWords}`,
      }
  }
}

/** The last answer, or why there was none. */
export function answerWords(
  last: { lastStatusCode: number | null; lastError: string | null } | null,
): string {
  if (last?.lastStatusCode) return `HTTP ${last.lastStatusCode}`
  const { data } = AttemptError.safeParse(last?.lastError)
  return data ? attemptErrorWords[data] : 'None'
}

/** An endpoint as a mail names it: what follows the path may be a secret. */
export function shownUrl(url: string): string {
  return url.replace(/[?#].*$/s, '')
}

function deliveries(count: number): string {
  return count === 1 ? 'One delivery was' : `${count.toLocaleString('en')} deliveries were`
}

function givenUp(count: number): string {
  return count > 0 ? ` ${deliveries(count)} given up since you were last told.` : ''
}

function hours(count: number): string {
  return count === 1 ? 'an hour' : `${count} hours`
}

function days(hours: number): string {
  return `${hours / 24} days`
}
