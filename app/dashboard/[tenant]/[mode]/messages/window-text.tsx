'use client'

import { useNow } from '@/components/ui/use-now'
import type { WindowObject } from '@/lib/messages/list-schema'

type Props = { window: WindowObject | null; long?: boolean }

/** `open 3 h 12 m`: how long free-form messages may still go out. Assistive technology gets no ticking. */
export function WindowText({ window, long }: Props) {
  const now = useNow()
  const end = window?.expires_at ? Math.floor(Date.parse(window.expires_at) / 1_000) : null
  const left = end === null || now === null ? null : end - now
  const isOpen = window?.open && (left === null || left > 0)
  if (!isOpen)
    return <span className="whitespace-nowrap text-ink-3">{long ? 'Closed: only templates' : 'closed'}</span>
  return (
    <span role="timer" aria-live="off" className="whitespace-nowrap font-semibold text-primary tabular-nums">
      {long ? 'Window open' : 'open'}
      {left !== null && ` ${leftInWords(left)}`}
    </span>
  )
}

/** The last minute is told in seconds: only then they count. */
export function leftInWords(seconds: number): string {
  if (seconds < 60) return `${Math.max(0, seconds)} s`
  const minutes = Math.floor(seconds / 60)
  const hours = Math.floor(minutes / 60)
  return hours === 0 ? `${minutes} m` : `${hours} h ${minutes % 60} m`
}
