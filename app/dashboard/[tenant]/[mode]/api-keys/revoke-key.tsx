'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { type Problem, postJson } from '@/components/forms/post-json'
import { ProblemNotice } from '@/components/forms/problem-notice'
import { Button } from '@/components/ui/button'
import { Dialog, DialogActions, DialogClose, DialogContent, DialogTrigger } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { useNow } from '@/components/ui/use-now'
import { ApiKeyObject } from '@/lib/keys/schema'
import { RecentUse } from './recent-use'

type Props = { path: string; apiKey: ApiKeyObject }

/** A live key that was in use within a day is revoked by whoever can say which one it is. */
export function RevokeKey({ path, apiKey }: Props) {
  const { name, mode, last_used } = apiKey
  const router = useRouter()
  const now = useNow()
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const [busy, startRevoking] = useTransition()
  const [problem, setProblem] = useState<Problem | null>(null)
  const isInUse = mode === 'live' && now !== null && isWithinDay(last_used?.at, now)

  function onOpenChange(next: boolean) {
    setOpen(next)
    setTyped('')
    setProblem(null)
    // What the page knows of the key's use may be as old as the page.
    if (next) router.refresh()
  }

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
    <Dialog open={open} onOpenChange={onOpenChange}>
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
        <RecentUse lastUsed={last_used} />
        {isInUse && (
          <Field label={`Type ${name} to revoke a live key in use`}>
            {(control) => (
              <Input
                {...control}
                value={typed}
                onChange={(event) => setTyped(event.target.value)}
                autoComplete="off"
                autoCapitalize="off"
                spellCheck={false}
              />
            )}
          </Field>
        )}
        {problem && <ProblemNotice problem={problem} />}
        <DialogActions>
          <DialogClose asChild>
            <Button>Keep it</Button>
          </DialogClose>
          <Button variant="danger" busy={busy} disabled={isInUse && typed.trim() !== name} onClick={revoke}>
            {busy ? 'Revoking…' : 'Revoke key'}
          </Button>
        </DialogActions>
      </DialogContent>
    </Dialog>
  )
}

function isWithinDay(at: string | undefined, now: number): boolean {
  return at !== undefined && now - Date.parse(at) / 1_000 < 86_400
}
