'use client'

import { useState } from 'react'
import { type Problem, postJson } from '@/components/forms/post-json'
import { ProblemNotice } from '@/components/forms/problem-notice'
import { Button } from '@/components/ui/button'
import { DialogActions } from '@/components/ui/dialog'
import { RecoveryCodes } from '@/lib/auth/factor-schema'
import { FactorDialog } from './factor-dialog'

export function RenewCodes() {
  return (
    <FactorDialog
      title="Make new recovery codes?"
      description="None of the codes that you have now will be good any more."
      trigger={<Button aria-label="Make new recovery codes">New codes</Button>}
    >
      {(form) => <RenewForm {...form} />}
    </FactorDialog>
  )
}

type Props = { onDone: (codes: string[] | null) => void; onCancel: () => void }

function RenewForm({ onDone, onCancel }: Props) {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)

  async function renew() {
    setBusy(true)
    setProblem(null)
    const posted = await postJson('/api/auth/second-factor/recovery-codes', {}, RecoveryCodes)
    setBusy(false)
    if (posted.ok) onDone(posted.data.recovery_codes)
    else setProblem(posted.problem)
  }

  return (
    <div className="grid gap-4">
      {problem && <ProblemNotice problem={problem} />}
      <DialogActions>
        <Button onClick={onCancel}>Keep the old ones</Button>
        <Button variant="primary" busy={busy} onClick={renew}>
          {busy ? 'Making…' : 'Make new codes'}
        </Button>
      </DialogActions>
    </div>
  )
}
