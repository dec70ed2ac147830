'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, useState } from 'react'
import { z } from 'zod'
import { type Problem, postJson } from '@/components/forms/post-json'
import { ProblemNotice } from '@/components/forms/problem-notice'
import { Button } from '@/components/ui/button'
import { Dialog, DialogActions, DialogClose, DialogContent, DialogTrigger } from '@/components/ui/dialog'

type Props = {
  trigger: ReactNode
  title: string
  description: string
  action: string
  busyAction: string
  path: string
  body?: object
}

/** Something that takes a factor away, after a question. */
export function AskFirst({ trigger, title, description, action, busyAction, path, body = {} }: Props) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)

  async function run() {
    setBusy(true)
    setProblem(null)
    const posted = await postJson(path, body, z.object({}))
    setBusy(false)
    if (!posted.ok) return setProblem(posted.problem)
    setOpen(false)
    router.refresh()
  }

  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>{trigger}</DialogTrigger>
      <DialogContent role="alertdialog" title={title} description={description}>
        {problem && <ProblemNotice problem={problem} />}
        <DialogActions>
          <DialogClose asChild>
            <Button>Keep it</Button>
          </DialogClose>
          <Button variant="danger" busy={busy} onClick={run}>
            {busy ? busyAction : action}
          </Button>
        </DialogActions>
      </DialogContent>
    </Dialog>
  )
}

/** What it means that it is the last one. */
export const lastFactorWords =
  'It is your last second factor: your password alone will open your account, your recovery codes end, and a workspace that wants a second factor will not let you in.'
