'use client'

import { useCallback, useEffect, useState } from 'react'
import { refreshSession } from '@/components/forms/refresh-session'
import { Button } from '@/components/ui/button'

/**
 * Nearly always gone before anything is seen: the words come only after a while. The whole page is loaded anew, so that
 * nothing remembered from before the session's end is shown.
 */
export function ResumeSession({ next }: { next: string }) {
  const [failed, setFailed] = useState(false)

  const resume = useCallback(async () => {
    setFailed(false)
    const outcome = await refreshSession()
    if (outcome === 'refreshed') window.location.replace(next)
    else if (outcome === 'ended') window.location.replace(`/sign-in?callbackUrl=${encodeURIComponent(next)}`)
    else setFailed(true)
  }, [next])

  useEffect(() => {
    void resume()
  }, [resume])

  if (failed) return <Failed retry={() => void resume()} />
  return (
    <div role="status" className="grid animate-[appear_200ms_var(--ease-out)_700ms_both] gap-1.5">
      <h1 className="type-display text-3xl">One moment</h1>
      <p className="text-ink-2">You have been away for a while. Your session is being picked up again.</p>
    </div>
  )
}

function Failed({ retry }: { retry: () => void }) {
  return (
    <div role="alert" className="grid animate-appear justify-items-start gap-4">
      <div className="grid gap-1.5">
        <h1 className="type-display text-3xl">The server could not be reached</h1>
        <p className="text-ink-2">Nothing is lost. Check the connection and try again.</p>
      </div>
      <Button variant="primary" size="large" onClick={retry}>
        Try again
      </Button>
    </div>
  )
}
