'use client'

import { useNow } from '@/components/ui/use-now'

/** Counts down to the end of a code; assistive technology gets the moment and no ticking. */
export function Expiry({ at }: { at: string }) {
  const now = useNow()
  const left = now === null ? null : Math.floor(new Date(at).getTime() / 1_000) - now
  if (left === null) return <span className="tabular-nums">at {at.slice(11, 19)} UTC</span>
  if (left <= 0) return <span>now</span>
  const minutes = Math.floor(left / 60)
  const seconds = String(left % 60).padStart(2, '0')
  return (
    <span role="timer" aria-live="off" className="type-mono text-xs tabular-nums">
      {minutes}:{seconds}
    </span>
  )
}
