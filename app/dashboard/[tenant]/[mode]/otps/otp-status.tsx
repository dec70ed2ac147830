import { type Glyph, Status, type Tone } from '@/components/ui/status'
import type { OtpObject, OtpStatus } from '@/lib/otp/schema'

type Look = { tone: Tone; glyph: Glyph; word: string }

export const otpStatusLooks: Record<OtpStatus, Look> = {
  pending: { tone: 'moving', glyph: 'arrow', word: 'In flight' },
  verified: { tone: 'done', glyph: 'check', word: 'Verified' },
  expired: { tone: 'attention', glyph: 'clock', word: 'Expired' },
  failed: { tone: 'failed', glyph: 'bang', word: 'Failed' },
  superseded: { tone: 'ended', glyph: 'over', word: 'Superseded' },
  canceled: { tone: 'ended', glyph: 'slash', word: 'Canceled' },
}

const flightWords: Partial<Record<NonNullable<OtpObject['delivery_status']>, string>> = {
  scheduled: 'Scheduled',
  queued: 'Accepted',
  sent: 'Sent',
  delivered: 'Delivered',
  read: 'Read',
}

/** While it is in flight, the word says how far it has come. */
export function OtpStatusText({ otp }: { otp: Pick<OtpObject, 'status' | 'delivery_status'> }) {
  const { tone, glyph, word } = otpStatusLooks[otp.status]
  const isOnItsWay = otp.delivery_status === 'queued' || otp.delivery_status === 'scheduled'
  return (
    <Status tone={tone} glyph={otp.status === 'pending' && isOnItsWay ? 'dot' : glyph}>
      {otp.status === 'pending' ? flightWord(otp.delivery_status) : word}
    </Status>
  )
}

/** An inbound OTP has no message of ours: it waits for the person's. */
function flightWord(delivery: OtpObject['delivery_status']): string {
  return delivery === null ? 'Waiting' : (flightWords[delivery] ?? 'In flight')
}
