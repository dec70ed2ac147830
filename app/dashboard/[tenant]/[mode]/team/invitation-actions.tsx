'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { type Problem, postJson } from '@/components/forms/post-json'
import { ProblemNotice } from '@/components/forms/problem-notice'
import { Button } from '@/components/ui/button'
import { InvitationObject } from '@/lib/tenants/schema'
import { ConfirmAct } from '../confirm-act'

type Props = { path: string; email: string }

export function InvitationActions({ path, email }: Props) {
  const router = useRouter()
  const [busy, setBusy] = useState(false)
  const [isSent, setSent] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)

  async function resend() {
    setBusy(true)
    setProblem(null)
    setSent(false)
    const posted = await postJson(`${path}/resend`, {}, InvitationObject)
    setBusy(false)
    if (!posted.ok) return setProblem(posted.problem)
    setSent(true)
    router.refresh()
  }

  return (
    <>
      <span role="status" className="text-ink-2 text-xs">
        {isSent && 'Sent again'}
      </span>
      <Button
        variant="quiet"
        size="small"
        busy={busy}
        onClick={resend}
        aria-label={`Resend the invitation to ${email}`}
      >
        {busy ? 'Sending…' : 'Resend'}
      </Button>
      <ConfirmAct
        title={`Revoke the invitation to ${email}?`}
        description="The link in the mail opens nothing from then on. The address can be invited again."
        act="Revoke invitation"
        acting="Revoking…"
        keep="Keep it"
        path={`${path}/revoke`}
        reply={InvitationObject}
        onDone={() => router.refresh()}
        trigger={
          <Button
            variant="quiet"
            size="small"
            className="-me-2 text-danger hover:text-danger"
            aria-label={`Revoke the invitation to ${email}`}
          >
            Revoke
          </Button>
        }
      />
      {problem && (
        <div className="whitespace-normal pt-1 text-start">
          <ProblemNotice problem={problem} />
        </div>
      )}
    </>
  )
}
