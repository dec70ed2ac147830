'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { type Problem, postJson } from '@/components/forms/post-json'
import { ProblemNotice } from '@/components/forms/problem-notice'
import { Button } from '@/components/ui/button'
import { Dialog, DialogActions, DialogClose, DialogContent, DialogTrigger } from '@/components/ui/dialog'
import type { Mode } from '@/lib/core/context'
import { ApiKeyObject } from '@/lib/keys/schema'

type Props = { path: string; name: string; mode: Mode }

export function RevokeKey({ path, name, mode }: Props) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [busy, startRevoking] = useTransition()
  const [problem, setProblem] = useState<Problem | null>(null)

  function revoke() {
    startRevoking(async () => {
      setProblem(null)
      const posted = await postJson(path, {}, ApiKeyObject)
      if (!posted.ok) return setProblem(posted.problem)
      setOpen(false)
      router.refresh()
    })
  }

  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button
          variant="quiet"
          size="small"
          className="-me-2 text-danger hover:text-danger"
          aria-label={`Revoke ${name}`}
        >
          Revoke
        </Button>
      </DialogTrigger>
      <DialogContent
        role="alertdialog"
        title={`Revoke the ${mode} key ${name}?`}
        description="Requests with it get 401 within a second. This cannot be undone; a new key must take its place."
      >
        {problem && <ProblemNotice problem={problem} />}
        <DialogActions>
          <DialogClose asChild>
            <Button>Keep it</Button>
          </DialogClose>
          <Button variant="danger" busy={busy} onClick={revoke}>
            {busy ? 'Revoking…' : 'Revoke key'}
          </Button>
        </DialogActions>
      </DialogContent>
    </Dialog>
  )
}
