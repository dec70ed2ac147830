'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { type Problem, postJson } from '@/components/forms/post-json'
import { ProblemNotice } from '@/components/forms/problem-notice'
import { Button } from '@/components/ui/button'
import { EndSessionReply } from '@/lib/auth/schema'

/** Without a question: whoever is put out by mistake signs in again. */
export function EndSession({ id, browser }: { id: string; browser: string }) {
  const router = useRouter()
  const [busy, startEnding] = useTransition()
  const [problem, setProblem] = useState<Problem | null>(null)

  function end() {
    startEnding(async () => {
      setProblem(null)
      const posted = await postJson('/api/auth/sessions/end', { session_id: id }, EndSessionReply)
      // One that is gone already is what was wanted.
      if (posted.ok || posted.problem.code === 'not_found') router.refresh()
      else setProblem(posted.problem)
    })
  }

  return (
    <span className="inline-grid justify-items-end gap-2">
      <Button
        variant="quiet"
        size="small"
        busy={busy}
        onClick={end}
        aria-label={`End the session of ${browser}`}
        className="-me-2 text-danger hover:text-danger"
      >
        {busy ? 'Ending…' : 'End session'}
      </Button>
      {problem && (
        <span className="whitespace-normal text-start">
          <ProblemNotice problem={problem} />
        </span>
      )}
    </span>
  )
}
