'use client'

import { useEffect, useState } from 'react'
import { askForStepUpWith } from '@/components/forms/step-up'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import { ConfirmIdentity } from './confirm-identity'

/**
 * Asks whoever is there to prove that it is them, when a form of this page is refused for want of that. The form
 * waits, and goes on or shows its refusal.
 */
export function StepUp() {
  const [settle, setSettle] = useState<((proven: boolean) => void) | null>(null)

  useEffect(() => {
    const ask = () =>
      new Promise<boolean>((resolve) => {
        setSettle(() => resolve)
      })
    return askForStepUpWith(ask)
  }, [])

  function close(proven: boolean) {
    settle?.(proven)
    setSettle(null)
  }

  return (
    <Dialog open={settle !== null} onOpenChange={(open) => !open && close(false)}>
      <DialogContent
        above
        className="max-w-sm"
        title="Confirm that it is you"
        description="It has been a while since you proved who you are, and this is worth guarding."
      >
        <ConfirmIdentity onProven={() => close(true)} />
      </DialogContent>
    </Dialog>
  )
}
