'use client'

import { type ReactNode, useState } from 'react'
import type { z } from 'zod'
import { type Problem, postJson } from '@/components/forms/post-json'
import { ProblemNotice } from '@/components/forms/problem-notice'
import { Button } from '@/components/ui/button'
import { Dialog, DialogActions, DialogClose, DialogContent, DialogTrigger } from '@/components/ui/dialog'

type Props = {
  trigger: ReactNode
  title: string
  description: string
  /** The verb and its noun, and what it says while it happens. */
  act: string
  acting: string
  keep: string
  path: string
  body?: object
  reply: z.ZodType<object>
  onDone: () => void
}

/** Asks once more before something is taken away, and says what follows from it. */
export function ConfirmAct({
  trigger,
  title,
  description,
  act,
  acting,
  keep,
  path,
  body = {},
  reply,
  onDone,
}: Props) {
  const [open, setOpen] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)

  async function confirm() {
    setBusy(true)
    setProblem(null)
    const posted = await postJson(path, body, reply)
    setBusy(false)
    if (!posted.ok) return setProblem(posted.problem)
    setOpen(false)
    onDone()
  }

  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next)
        setProblem(null)
      }}
    >
      <DialogTrigger asChild>{trigger}</DialogTrigger>
      <DialogContent role="alertdialog" title={title} description={description}>
        {problem && <ProblemNotice problem={problem} />}
        <DialogActions>
          <DialogClose asChild>
            <Button>{keep}</Button>
          </DialogClose>
          <Button variant="danger" busy={busy} onClick={confirm}>
            {busy ? acting : act}
          </Button>
        </DialogActions>
      </DialogContent>
    </Dialog>
  )
}
