'use client'

import { RotateCw } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { z } from 'zod'
import { type Problem, postJson } from '@/components/forms/post-json'
import { ProblemNotice } from '@/components/forms/problem-notice'
import { Button } from '@/components/ui/button'
import { TextLink } from '@/components/ui/text-link'
import type { EndpointName } from '../endpoint-names'
import { replayWords } from './replay-words'
import { type Row, SelectPage, useSelection } from './selection'

const Reply = z.object({
  data: z.array(z.object({ id: z.string() })),
  refused: z.array(z.object({ id: z.string(), code: z.string() })),
})

type Props = {
  path: string
  rows: Row[]
  endpoints: Record<string, EndpointName>
  /** Where replays are listed. */
  replays: string
}

/** Above the table: what is chosen in it, and its replay; then what became of that. */
export function ReplayBar({ path, rows, endpoints, replays }: Props) {
  const router = useRouter()
  const { chosen, most, clear } = useSelection()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [result, setResult] = useState<string | null>(null)

  async function replay() {
    setBusy(true)
    setProblem(null)
    setResult(null)
    const posted = await postJson(path, { ids: [...chosen.keys()] }, Reply)
    setBusy(false)
    if (!posted.ok) return setProblem(posted.problem)
    const { data, refused } = posted.data
    setResult(replayWords({ queued: data.length, refused }, chosen, endpoints))
    clear()
    router.refresh()
  }

  return (
    <div className="grid gap-2 border-t py-1.5">
      <div className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1 px-2 pointer-coarse:min-h-11">
        {rows.length > 0 && <SelectPage rows={rows} />}
        {chosen.size > 0 && (
          <>
            <span className="text-sm tabular-nums">
              {chosen.size} selected{chosen.size >= most && ', the most at once'}
            </span>
            <Button size="small" variant="primary" busy={busy} onClick={replay}>
              <RotateCw aria-hidden className="size-3.5" />
              {busy ? 'Queueing…' : 'Replay selected'}
            </Button>
            <Button size="small" variant="quiet" onClick={clear}>
              Clear
            </Button>
          </>
        )}
        <p role="status" className="text-sm">
          {result && (
            <>
              {result}{' '}
              <TextLink href={replays} prefetch={false}>
                See replays
              </TextLink>
            </>
          )}
        </p>
      </div>
      {problem && <ProblemNotice problem={problem} />}
    </div>
  )
}
