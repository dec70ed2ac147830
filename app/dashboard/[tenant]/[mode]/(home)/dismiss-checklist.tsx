'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { postJson } from '@/components/forms/post-json'
import { Button } from '@/components/ui/button'
import { DismissedChecklist } from '@/lib/onboarding/schema'

export function DismissChecklist({ path }: { path: string }) {
  const router = useRouter()
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle')

  async function dismiss() {
    setState('busy')
    const posted = await postJson(`${path}/dismiss`, {}, DismissedChecklist)
    if (posted.ok) router.refresh()
    else setState('failed')
  }

  return (
    <div className="flex items-center gap-2">
      <p role="status" className="text-danger text-sm">
        {state === 'failed' && 'That did not work. Try again.'}
      </p>
      <Button variant="quiet" busy={state === 'busy'} onClick={dismiss} className="-me-3">
        Dismiss<span className="sr-only"> the checklist</span>
      </Button>
    </div>
  )
}
