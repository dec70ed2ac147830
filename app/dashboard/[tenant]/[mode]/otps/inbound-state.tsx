'use client'

import { Status } from '@/components/ui/status'
import { Expiry } from './expiry'
import { otpStatusLooks } from './otp-status'
import type { WatchedOtp } from './watched-otp'

type Props = { expiresAt: string; watched: WatchedOtp | null }

/** What has become of it so far; said aloud when it changes. */
export function InboundState({ expiresAt, watched }: Props) {
  const isWaiting = !watched || watched.status === 'pending'
  return (
    <div role="status" className="grid gap-1 rounded-md border bg-sunken px-3 py-2.5 text-sm">
      {isWaiting ? (
        <span className="flex items-center justify-between gap-3">
          <Status tone="moving" glyph="dot">
            Waiting for the message
          </Status>
          <Expiry at={expiresAt} />
        </span>
      ) : (
        <span className="flex items-center justify-between gap-3">
          <Status tone={otpStatusLooks[watched.status].tone} glyph={otpStatusLooks[watched.status].glyph}>
            {otpStatusLooks[watched.status].word}
          </Status>
          {watched.phone && <span className="type-mono text-xs">{watched.phone}</span>}
        </span>
      )}
      {watched?.failure && (
        <p className="text-ink-2">
          {watched.failure.title}. {watched.failure.fix}
        </p>
      )}
      {isWaiting && watched && watched.attempts > 0 && (
        <p className="text-ink-2">
          {watched.attempts === 1 ? 'A message' : `${watched.attempts} messages`} came from another number.
        </p>
      )}
    </div>
  )
}
