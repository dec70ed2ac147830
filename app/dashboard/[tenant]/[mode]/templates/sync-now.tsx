'use client'

import { RefreshCw } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { type Problem, postJson } from '@/components/forms/post-json'
import { ProblemNotice } from '@/components/forms/problem-notice'
import { Button } from '@/components/ui/button'
import { SyncTemplatesReply } from '@/lib/templates/schema'

type Props = { path: string; syncedAt: string | null }

const everyMilliseconds = 700
const patience = 20

/** Asks for a reading, and looks until it has been; what Meta does meanwhile is seen on the way. */
export function SyncNow({ path, syncedAt }: Props) {
  const router = useRouter()
  const [since, setSince] = useState<string | null | undefined>(undefined)
  const [problem, setProblem] = useState<Problem | null>(null)
  const looks = useRef(0)
  const isBusy = since !== undefined && since === syncedAt

  useEffect(() => {
    if (!isBusy) return
    const timer = setInterval(() => {
      looks.current += 1
      router.refresh()
      if (looks.current >= patience) setSince(undefined)
    }, everyMilliseconds)
    return () => clearInterval(timer)
  }, [isBusy, router])

  async function ask() {
    setProblem(null)
    looks.current = 0
    setSince(syncedAt)
    const posted = await postJson(`${path}/sync`, {}, SyncTemplatesReply)
    if (posted.ok) return router.refresh()
    setSince(undefined)
    setProblem(posted.problem)
  }

  return (
    <>
      <Button onClick={ask} busy={isBusy}>
        <RefreshCw aria-hidden className="size-3.5" /> {isBusy ? 'Syncing…' : 'Sync now'}
      </Button>
      {problem && <ProblemNotice problem={problem} />}
    </>
  )
}
