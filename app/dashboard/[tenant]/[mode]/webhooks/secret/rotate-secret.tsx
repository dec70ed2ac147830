'use client'

import { useState } from 'react'
import { type Problem, postJson } from '@/components/forms/post-json'
import { ProblemNotice } from '@/components/forms/problem-notice'
import { Button } from '@/components/ui/button'
import { Dialog, DialogActions, DialogClose, DialogContent, DialogTrigger } from '@/components/ui/dialog'
import type { Mode } from '@/lib/core/context'
import { policy } from '@/lib/core/policy'
import { SecretObject } from '@/lib/webhooks/endpoint-schema'

const { overlapHours } = policy.webhooks.secret

type Props = { path: string; mode: Mode; onRotated: (secret: string) => void }

/** Says before it does it that nothing is lost in between, and for how long. */
export function RotateSecret({ path, mode, onRotated }: Props) {
  const [open, setOpen] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)

  function onOpenChange(next: boolean) {
    if (busy) return
    setOpen(next)
    setProblem(null)
  }

  async function rotate() {
    setBusy(true)
    setProblem(null)
    const posted = await postJson(path, {}, SecretObject)
    setBusy(false)
    if (!posted.ok) return setProblem(posted.problem)
    setOpen(false)
    onRotated(posted.data.secret)
  }

  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogTrigger asChild>
        <Button variant="quiet">Rotate…</Button>
      </DialogTrigger>
      <DialogContent
        role="alertdialog"
        title={`Rotate the ${mode} signing secret?`}
        description="A new secret takes its place, for every endpoint of this mode."
      >
        <ol className="grid list-decimal gap-1.5 ps-5 text-ink-2 text-sm marker:text-ink-3">
          <li>
            From now on each delivery carries two signatures: one of the new secret, one of the old. Whoever
            knows either of them can verify it.
          </li>
          <li>You have {overlapHours} hours to give your servers the new one. Nothing is lost meanwhile.</li>
          <li>After that only the new one signs, and the old one proves nothing any more.</li>
        </ol>
        {problem && <ProblemNotice problem={problem} />}
        <DialogActions>
          <DialogClose asChild>
            <Button>Keep the old one</Button>
          </DialogClose>
          <Button variant="primary" busy={busy} onClick={rotate}>
            {busy ? 'Rotating…' : 'Rotate secret'}
          </Button>
        </DialogActions>
      </DialogContent>
    </Dialog>
  )
}
