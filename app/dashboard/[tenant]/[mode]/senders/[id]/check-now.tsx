'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { type Problem, postJson } from '@/components/forms/post-json'
import { ProblemNotice } from '@/components/forms/problem-notice'
import { Button } from '@/components/ui/button'
import { SenderObject } from '@/lib/senders/readiness-schema'

/** Asks Meta out of turn; the page then shows what it said. */
export function CheckNow({ path }: { path: string }) {
  const router = useRouter()
  const [busy, startChecking] = useTransition()
  const [problem, setProblem] = useState<Problem | null>(null)
  const [done, setDone] = useState(false)

  function check() {
    startChecking(async () => {
      setProblem(null)
      setDone(false)
      const posted = await postJson(path, {}, SenderObject)
      if (posted.ok) setDone(true)
      else setProblem(posted.problem)
      router.refresh()
    })
  }

  return (
    <div className="grid justify-items-start gap-2">
      <Button busy={busy} onClick={check}>
        {busy ? 'Asking Meta…' : 'Check now'}
      </Button>
      <p role="status" className="text-ink-2 text-sm empty:hidden">
        {done && 'Meta was asked just now.'}
      </p>
      {problem && <ProblemNotice problem={problem} />}
    </div>
  )
}
