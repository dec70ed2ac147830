'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { type Problem, postJson } from '@/components/forms/post-json'
import { ProblemNotice } from '@/components/forms/problem-notice'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import type { Mode } from '@/lib/core/context'
import { OtpObject } from '@/lib/otp/schema'
import { CancelOtp } from './cancel-otp'

type Action = 'resend' | 'cancel' | 'expire'
type Props = { path: string; mode: Mode; pending: boolean; mayWrite: boolean; curl: string }

/** What can be done with an OTP; while it is pending, and by a role that may. */
export function OtpActions({ path, mode, pending, mayWrite, curl }: Props) {
  const router = useRouter()
  const [busy, startActing] = useTransition()
  const [acting, setActing] = useState<Action | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)

  function act(action: Action) {
    setActing(action)
    startActing(async () => {
      setProblem(null)
      const posted = await postJson(`${path}/${action}`, {}, OtpObject)
      if (!posted.ok) setProblem(posted.problem)
      router.refresh()
    })
  }

  const isBusy = (action: Action) => busy && acting === action
  return (
    <div className="grid gap-2 pt-2">
      <div className="flex flex-wrap gap-2">
        {pending && mayWrite && (
          <>
            <Button busy={isBusy('resend')} onClick={() => act('resend')}>
              {isBusy('resend') ? 'Sending…' : 'Resend'}
            </Button>
            {mode === 'test' && (
              <Button busy={isBusy('expire')} onClick={() => act('expire')}>
                Expire now
              </Button>
            )}
            <CancelOtp confirm={mode === 'live'} busy={isBusy('cancel')} onCancel={() => act('cancel')} />
          </>
        )}
        <CopyButton value={curl} label="curl command" text="Copy as curl" variant="secondary" />
      </div>
      {problem && <ProblemNotice problem={problem} />}
    </div>
  )
}
