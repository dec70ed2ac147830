'use client'

import { useState } from 'react'
import { type Problem, postJson } from '@/components/forms/post-json'
import { ProblemNotice } from '@/components/forms/problem-notice'
import { Button } from '@/components/ui/button'
import { useCountdown } from '@/components/ui/use-countdown'
import { type PendingSignUp, ResendCodeReply } from '@/lib/auth/schema'

type Props = {
  pending: PendingSignUp
  isExpired: boolean
  onResent: (pending: PendingSignUp) => void
  onChangeAddress: () => void
}

export function ResendCode({ pending, isExpired, onResent, onChangeAddress }: Props) {
  const [busy, setBusy] = useState(false)
  const [isSent, setSent] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const resendIn = useCountdown(pending.resend_in_seconds, pending)
  const isWaiting = resendIn > 0

  async function resend(): Promise<void> {
    setBusy(true)
    setProblem(null)
    const posted = await postJson('/api/auth/sign-up/resend', {}, ResendCodeReply)
    setBusy(false)
    if (!posted.ok) return setProblem(posted.problem)
    if (!posted.data.sent) return onChangeAddress()
    setSent(true)
    onResent(posted.data)
  }

  return (
    <div className="grid gap-3 border-t pt-5">
      {problem && <ProblemNotice problem={problem} />}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 text-ink-2 text-sm">
        <span>No mail yet? Look among the spam.</span>
        <Button
          variant={isExpired ? 'primary' : 'secondary'}
          busy={busy}
          disabled={isWaiting}
          onClick={resend}
        >
          {isWaiting ? `Send a new code in ${resendIn} s` : 'Send a new code'}
        </Button>
      </div>
      <p role="status" className="text-ink-2 text-sm empty:hidden">
        {isSent && !problem ? 'A new code is on its way. The one before does not count any more.' : ''}
      </p>
    </div>
  )
}
