'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { type Problem, postJson } from '@/components/forms/post-json'
import { ProblemNotice } from '@/components/forms/problem-notice'
import { Button } from '@/components/ui/button'
import { TenantSummary } from '@/lib/tenants/operator-schema'

export function ResumeTenant({ id, name }: { id: string; name: string }) {
  const router = useRouter()
  const [busy, startResuming] = useTransition()
  const [problem, setProblem] = useState<Problem | null>(null)

  function resume() {
    startResuming(async () => {
      setProblem(null)
      const posted = await postJson(`/api/ops/tenants/${id}/resume`, {}, TenantSummary)
      if (!posted.ok) return setProblem(posted.problem)
      router.refresh()
    })
  }

  return (
    <>
      <Button size="small" busy={busy} onClick={resume} aria-label={`Let ${name} work again`}>
        Let work again
      </Button>
      {problem && <ProblemNotice problem={problem} />}
    </>
  )
}
