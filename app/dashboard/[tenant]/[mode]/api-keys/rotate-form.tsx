'use client'

import { type FormEvent, useState } from 'react'
import { type Problem, postJson } from '@/components/forms/post-json'
import { ProblemNotice } from '@/components/forms/problem-notice'
import { Button } from '@/components/ui/button'
import { DialogActions } from '@/components/ui/dialog'
import { RadioCards } from '@/components/ui/radio-cards'
import { policy } from '@/lib/core/policy'
import { CreatedApiKey } from '@/lib/keys/schema'
import type { NewKeyForm } from './secret-dialog'

type Overlap = (typeof policy.keys.rotationOverlapSeconds)[number]
const words: Record<Overlap, { label: string; hint: string }> = {
  0: { label: 'At once', hint: 'Requests with the old key get 401 within a second. For a key that leaked.' },
  900: { label: 'In 15 minutes', hint: 'Both keys work until then.' },
  3600: { label: 'In 1 hour', hint: 'Both keys work until then.' },
  86400: { label: 'In 24 hours', hint: 'Both keys work until then. The list shows which one is still used.' },
}
const options = policy.keys.rotationOverlapSeconds.map((seconds) => ({
  value: String(seconds),
  ...words[seconds],
}))

export function RotateForm({ path, onCreated, onBusy, onCancel }: NewKeyForm & { path: string }) {
  const [overlap, setOverlap] = useState(String(86_400))
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (busy) return
    setProblem(null)
    setBusy(true)
    onBusy(true)
    const posted = await postJson(path, { overlap_seconds: Number(overlap) }, CreatedApiKey)
    onBusy(false)
    setBusy(false)
    if (posted.ok) onCreated(posted.data)
    else setProblem(posted.problem)
  }

  return (
    <form onSubmit={submit} className="grid gap-5">
      <div className="grid gap-1.5">
        <span className="font-semibold text-sm">The old key ends</span>
        <RadioCards label="The old key ends" options={options} value={overlap} onChange={setOverlap} />
      </div>
      {problem && <ProblemNotice problem={problem} />}
      <DialogActions>
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" variant="primary" busy={busy}>
          {busy ? 'Rotating…' : 'Rotate key'}
        </Button>
      </DialogActions>
    </form>
  )
}
