'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

const milliseconds = { soon: 500, seldom: 3_000 }

/** Asks again how the flight stands, while the tab is looked at. */
export function useFlightWatch(pace: 'soon' | 'seldom' | 'never'): void {
  const router = useRouter()
  useEffect(() => {
    if (pace === 'never') return
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') router.refresh()
    }, milliseconds[pace])
    return () => clearInterval(timer)
  }, [pace, router])
}
