'use client'

import { useState } from 'react'
import { useNow } from '@/components/ui/use-now'

/** Whole seconds that are left of `seconds`, from when `since` was first seen; by nobody's clock but the reader's. */
export function useCountdown(seconds: number, since: unknown): number {
  const now = useNow()
  const [begun, setBegun] = useState<{ since: unknown; at: number } | null>(null)
  if (now !== null && begun?.since !== since) setBegun({ since, at: now })
  if (now === null || begun === null || begun.since !== since) return seconds
  return Math.max(0, seconds - (now - begun.at))
}
