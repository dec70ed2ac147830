'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { type Problem, postJson } from '@/components/forms/post-json'
import { ProblemNotice } from '@/components/forms/problem-notice'
import { Button } from '@/components/ui/button'
import { AlertObject } from '@/lib/alerts/schema'

/** Says that somebody sees to it. What is said once is not taken back, so that it is not shown before it is so. */
export function Acknowledge({ path }: { path: string }) {
  const router = useRouter()
  const [busy, startActing] = useTransition()
  const [problem, setProblem] = useState<Problem | null>(null)

  function acknowledge() {
    startActing(async () => {
      setProblem(null)
      const posted = await postJson(path, {}, AlertObject)
      if (!posted.ok) setProblem(posted.problem)
      router.refresh()
    })
  }

  return (
    <div className="grid justify-items-start gap-2">
      <Button variant="primary" busy={busy} onClick={acknowledge}>
        {busy ? 'Acknowledging…' : 'Acknowledge alert'}
      </Button>
      {problem && <ProblemNotice problem={problem} />}
    </div>
  )
}
