'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { type Problem, postJson } from '@/components/forms/post-json'
import { ProblemNotice } from '@/components/forms/problem-notice'
import { Button } from '@/components/ui/button'
import { firstFlightPath, OpenedWorkspace } from '@/lib/onboarding/schema'

export function CreateWorkspace() {
  const router = useRouter()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)

  async function create() {
    setBusy(true)
    setProblem(null)
    const posted = await postJson('/api/auth/workspaces/first', {}, OpenedWorkspace)
    if (posted.ok) return router.replace(firstFlightPath(posted.data.slug))
    setBusy(false)
    setProblem(posted.problem)
  }

  return (
    <div className="grid gap-3">
      {problem && <ProblemNotice problem={problem} />}
      <Button variant="primary" size="large" busy={busy} onClick={create} autoFocus>
        {busy ? 'Creating…' : 'Create workspace'}
      </Button>
    </div>
  )
}
