'use client'

import { useEffect } from 'react'
import { accessEndsAt, noteAccess, refreshSession } from '@/components/forms/refresh-session'
import { policy } from '@/lib/core/policy'

type Props = { secondsLeft: number; isStale: boolean }

/**
 * Renews the access of a page that stays open before it runs out, so that neither a form nor a live list meets its
 * end, and at once when its token knows other workspaces than there are. A tab that nobody looks at waits.
 */
export function KeepSession({ secondsLeft, isStale }: Props) {
  useEffect(() => {
    noteAccess(secondsLeft)
    if (isStale) void refreshSession()
    const renew = () => {
      const isSoon = accessEndsAt() - Date.now() < policy.sessions.renewSeconds * 1_000
      if (isSoon && document.visibilityState === 'visible') void refreshSession()
    }
    const timer = setInterval(renew, 30_000)
    document.addEventListener('visibilitychange', renew)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', renew)
    }
  }, [secondsLeft, isStale])
  return null
}
