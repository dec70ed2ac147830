'use client'

import { RotateCw } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { z } from 'zod'
import { type Problem, postJson } from '@/components/forms/post-json'
import { ProblemNotice } from '@/components/forms/problem-notice'
import { shortenId } from '@/components/id-text'
import { Button } from '@/components/ui/button'
import { TextLink } from '@/components/ui/text-link'

type Props = {
  /** The door, and where deliveries are shown by their id. */
  path: string
  shown: string
  /** Why nothing can be sent to its endpoint now. */
  obstacle: string | null
}

const Reply = z.object({ id: z.string() })

/** Sends the same event once more, as a delivery of its own, and says where that is. */
export function ReplayOne({ path, shown, obstacle }: Props) {
  const router = useRouter()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [made, setMade] = useState<string | null>(null)

  async function replay() {
    setBusy(true)
    setProblem(null)
    setMade(null)
    const posted = await postJson(path, {}, Reply)
    setBusy(false)
    if (!posted.ok) return setProblem(posted.problem)
    setMade(posted.data.id)
    router.refresh()
  }

  return (
    <>
      <Button onClick={replay} busy={busy} disabled={obstacle !== null}>
        <RotateCw aria-hidden className="size-3.5" /> {busy ? 'Queueing…' : 'Replay'}
      </Button>
      {obstacle && <p className="order-1 basis-full text-ink-2 text-sm">{obstacle}</p>}
      <p role="status" className="order-1 basis-full text-sm empty:hidden">
        {made && (
          <>
            Queued as{' '}
            <TextLink href={`${shown}${made}`} prefetch={false} className="type-mono text-xs">
              {shortenId(made)}
            </TextLink>
            .
          </>
        )}
      </p>
      {problem && (
        <div className="order-1 basis-full">
          <ProblemNotice problem={problem} />
        </div>
      )}
    </>
  )
}
