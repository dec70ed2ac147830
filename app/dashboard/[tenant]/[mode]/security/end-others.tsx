'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { type Problem, postJson } from '@/components/forms/post-json'
import { ProblemNotice } from '@/components/forms/problem-notice'
import { Button } from '@/components/ui/button'
import { Dialog, DialogActions, DialogClose, DialogContent, DialogTrigger } from '@/components/ui/dialog'
import { EndSessionsReply } from '@/lib/auth/schema'

export function EndOthers({ count }: { count: number }) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [busy, startEnding] = useTransition()
  const [problem, setProblem] = useState<Problem | null>(null)
  const what = count === 1 ? 'other session' : `${count} other sessions`

  function end() {
    startEnding(async () => {
      setProblem(null)
      const posted = await postJson('/api/auth/sessions/end-others', {}, EndSessionsReply)
      if (!posted.ok) return setProblem(posted.problem)
      setOpen(false)
      router.refresh()
    })
  }

  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button>End all others</Button>
      </DialogTrigger>
      <DialogContent
        role="alertdialog"
        title={`End your ${what}?`}
        description="Whoever is signed in there, you included, has to sign in again. This browser stays."
      >
        {problem && <ProblemNotice problem={problem} />}
        <DialogActions>
          <DialogClose asChild>
            <Button>Keep them</Button>
          </DialogClose>
          <Button variant="danger" busy={busy} onClick={end}>
            {busy ? 'Ending…' : `End ${what}`}
          </Button>
        </DialogActions>
      </DialogContent>
    </Dialog>
  )
}
