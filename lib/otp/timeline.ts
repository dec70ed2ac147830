import { policy } from '@/lib/core/policy'
import { toTimestamp } from '@/lib/core/time'
import { FailureObject } from '@/lib/messages/schema'
import type { TimelineEntry } from '@/lib/otp/schema'
import type { OtpWithMessage } from '@/lib/otp/store'

type Stop = [TimelineEntry['type'], Date | null, string | null]

const verdicts = { proven: null, other_number: 'from another number', number_hidden: 'without a number' }

/** The stops of the flight path in the order in which they were reached. */
export function timelineOf({ otp, message, isExpired }: OtpWithMessage): TimelineEntry[] {
  const failure = FailureObject.nullable().parse(otp.failure)
  const ended = otp.status === 'pending' ? null : otp.endedAt
  const stops: Stop[] = [
    ['accepted', otp.createdAt, null],
    [
      'sent',
      message?.sentAt ?? null,
      message?.template ? `template ${message.template} · ${message.language}` : null,
    ],
    ['delivered', message?.deliveredAt ?? null, null],
    ['read', message?.readAt ?? null, null],
    ...otp.receivedMessages.map(({ at, verdict }): Stop => ['received', new Date(at), verdicts[verdict]]),
    [otp.status === 'pending' ? 'expired' : otp.status, isExpired && !ended ? otp.expiresAt : ended, endOf()],
  ]
  return stops
    .flatMap(([type, at, detail]) => (at ? [{ type, at, detail }] : []))
    .sort((left, right) => left.at.getTime() - right.at.getTime())
    .map(({ type, at, detail }) => ({
      type,
      at: toTimestamp(at),
      offset_ms: Math.max(0, at.getTime() - otp.createdAt.getTime()),
      detail,
    }))

  function endOf(): string | null {
    if (otp.status === 'verified' && otp.direction === 'outbound')
      return `attempt ${otp.attempts} of ${policy.otp.attempts}`
    return failure?.title ?? null
  }
}
