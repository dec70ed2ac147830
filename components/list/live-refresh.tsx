'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { whileSignedIn } from '@/components/forms/refresh-session'
import { Switch } from '@/components/ui/switch'

const soonMilliseconds = 3_000
const idleMilliseconds = 15_000

/** Asks again every few seconds while the tab is looked at: soon when something is in flight, else now and then. */
export function LiveRefresh({ pending }: { pending: boolean }) {
  const router = useRouter()
  const [live, setLive] = useState(true)

  useEffect(() => {
    if (!live) return
    const refresh = () => {
      if (document.visibilityState === 'visible') void whileSignedIn(() => router.refresh())
    }
    const timer = setInterval(refresh, pending ? soonMilliseconds : idleMilliseconds)
    document.addEventListener('visibilitychange', refresh)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', refresh)
    }
  }, [live, pending, router])

  return (
    <Switch checked={live} onChange={setLive}>
      Live updates
    </Switch>
  )
}
