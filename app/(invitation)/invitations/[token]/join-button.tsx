'use client'

import { useState } from 'react'
import { type Problem, postJson } from '@/components/forms/post-json'
import { ProblemNotice } from '@/components/forms/problem-notice'
import { Button } from '@/components/ui/button'
import { AcceptInvitationReply } from '@/lib/tenants/schema'
import { openWorkspace } from './open-workspace'

export function JoinButton({ token }: { token: string }) {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)

  async function join() {
    setBusy(true)
    setProblem(null)
    const posted = await postJson('/api/auth/invitations/accept', { token }, AcceptInvitationReply)
    if (posted.ok) return openWorkspace(posted.data.slug)
    setProblem(posted.problem)
    setBusy(false)
  }

  return (
    <div className="grid gap-4">
      {problem && <ProblemNotice problem={problem} />}
      <Button variant="primary" size="large" busy={busy} onClick={join}>
        {busy ? 'Joining…' : 'Join the workspace'}
      </Button>
    </div>
  )
}
