'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { type Problem, postJson } from '@/components/forms/post-json'
import { ProblemNotice } from '@/components/forms/problem-notice'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import type { Mode } from '@/lib/core/context'
import { SecretObject } from '@/lib/webhooks/endpoint-schema'
import { RotateSecret } from './rotate-secret'

const shownMilliseconds = 60_000

/** The secret lives in this component's memory alone, and for a minute, after whoever asks has proven who they are. */
export function SecretValue({ api, mode }: { api: string; mode: Mode }) {
  const router = useRouter()
  const [secret, setSecret] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)

  useEffect(() => {
    if (secret === null) return
    const timer = setTimeout(() => setSecret(null), shownMilliseconds)
    return () => clearTimeout(timer)
  }, [secret])

  async function reveal() {
    setBusy(true)
    setProblem(null)
    const posted = await postJson(`${api}/secret/reveal`, {}, SecretObject)
    setBusy(false)
    if (posted.ok) setSecret(posted.data.secret)
    else setProblem(posted.problem)
  }

  return (
    <div className="grid gap-3">
      <div className="flex min-h-9 items-center gap-1 rounded-md border border-control bg-sunken ps-3 pe-1">
        <code className="type-mono min-w-0 flex-1 py-2 text-xs [overflow-wrap:anywhere]">
          {secret ?? `whsec_${'•'.repeat(16)}`}
        </code>
        {secret && <CopyButton value={secret} label="secret" />}
      </div>
      <div className="flex flex-wrap gap-2">
        {secret ? (
          <Button onClick={() => setSecret(null)}>Hide</Button>
        ) : (
          <Button busy={busy} onClick={reveal}>
            {busy ? 'Revealing…' : 'Reveal'}
          </Button>
        )}
        <RotateSecret
          path={`${api}/secret/rotate`}
          mode={mode}
          onRotated={(made) => {
            setProblem(null)
            setSecret(made)
            router.refresh()
          }}
        />
      </div>
      <p role="status" className="text-ink-3 text-xs empty:hidden">
        {secret && 'Shown for a minute. That you saw it is in the audit log.'}
      </p>
      {problem && <ProblemNotice problem={problem} />}
    </div>
  )
}
