import { policy } from '@/lib/core/policy'
import { toTimestamp } from '@/lib/core/time'
import { FailureObject } from '@/lib/messages/schema'
import type { TimelineEntry } from '@/lib/otp/schema'
import type { OtpWithMessage } from '@/lib/otp/store'

type Flight = Pick<OtpWithMessage, 'otp' | 'isExpired'> & {
  messages: NonNullable<OtpWithMessage['message']>[]
}
type Stop = [type: TimelineEntry['type'], at: Date | null, detail: string | null]

const verdicts = {
  proven: null,
  other_number: 'from another number',
  number_hidden: 'without a number',
  disowned: 'the person did not request this code',
}

/** The stops of the flight path in the order in which they were reached. */
export function timelineOf({ otp, messages, isExpired }: Flight): TimelineEntry[] {
  const failure = FailureObject.nullable().parse(otp.failure)
  const ended = otp.status === 'pending' ? null : otp.endedAt
  const stops: Stop[] = [
    ['accepted', otp.createdAt, null],
    ...otp.resentAt.map((at): Stop => ['resent', at, null]),
    ...messages.flatMap((message): Stop[] => [
      [
        'sent',
        message.sentAt,
        message.template ? `template ${message.template} · ${message.language}` : null,
      ],
      ['delivered', message.deliveredAt, null],
      ['read', message.readAt, null],
    ]),
    ...wrongCodes(),
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

  /** The check that verified it is its end, and no wrong one; another may have come in the same millisecond. */
  function wrongCodes(): Stop[] {
    const end = otp.verifiedAt?.getTime() ?? Number.POSITIVE_INFINITY
    const times = otp.attemptedAt.map((at) => at.getTime()).sort((left, right) => left - right)
    const verifying = times.lastIndexOf(end)
    return times
      .filter((at, index) => at <= end && index !== verifying)
      .map((at, index) => ['wrong_code', new Date(at), `attempt ${index + 1} of ${policy.otp.attempts}`])
  }

  function endOf(): string | null {
    if (otp.status === 'verified' && otp.direction === 'outbound')
      return `attempt ${otp.attempts} of ${policy.otp.attempts}`
    return failure?.title ?? null
  }
}
