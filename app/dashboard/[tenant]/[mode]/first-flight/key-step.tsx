'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { type Problem, postJson } from '@/components/forms/post-json'
import { ProblemNotice } from '@/components/forms/problem-notice'
import { Button } from '@/components/ui/button'
import { CreatedApiKey } from '@/lib/keys/schema'
import { NewKey } from './new-key'
import { Step } from './step'

type Props = {
  path: string
  created: CreatedApiKey | null
  madeKey: { name: string; prefix: string; lastFour: string } | null
  onCreated: (created: CreatedApiKey) => void
  onStored: () => void
}

export function KeyStep({ path, created, madeKey, onCreated, onStored }: Props) {
  const router = useRouter()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)

  async function make() {
    setBusy(true)
    setProblem(null)
    const posted = await postJson(`${path}/api-keys`, { name: 'first-flight' }, CreatedApiKey)
    setBusy(false)
    if (!posted.ok) return setProblem(posted.problem)
    onCreated(posted.data)
    router.refresh()
  }

  return (
    <Step number={1} title="Your test key" done={madeKey !== null || created !== null}>
      {created ? (
        <NewKey created={created} onStored={onStored} />
      ) : madeKey ? (
        <p className="text-ink-2">
          <span className="font-semibold text-ink">{madeKey.name}</span>{' '}
          <code className="type-mono whitespace-nowrap text-xs">
            {madeKey.prefix}…{madeKey.lastFour}
          </code>{' '}
          was shown once, when it was made. Put it into your environment as{' '}
          <code className="type-mono text-xs">HAWKSEND_API_KEY</code>.
        </p>
      ) : (
        <>
          <p className="max-w-[62ch] text-ink-2">
            With it your code proves that it may send. It is shown once; we keep only its hash.
          </p>
          <Button variant="primary" busy={busy} onClick={make} className="justify-self-start">
            {busy ? 'Making it…' : 'Make my test key'}
          </Button>
        </>
      )}
      {problem && <ProblemNotice problem={problem} />}
    </Step>
  )
}
