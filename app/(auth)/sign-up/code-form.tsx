'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { CodeInput } from '@/components/forms/code-input'
import { type Problem, postJson } from '@/components/forms/post-json'
import { ProblemNotice } from '@/components/forms/problem-notice'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { useCountdown } from '@/components/ui/use-countdown'
import { useHydrated } from '@/components/ui/use-hydrated'
import { type PendingSignUp, VerifySignUpReply } from '@/lib/auth/schema'
import { policy } from '@/lib/core/policy'
import { refusalInWords } from './refusal-words'
import { ResendCode } from './resend-code'

type Props = {
  pending: PendingSignUp
  /** The code that came with the link of a mail. */
  ofLink: string | null | undefined
  onResent: (pending: PendingSignUp) => void
  onChangeAddress: () => void
}

const { length } = policy.signUp.code

/** The code is sent as soon as its last digit is there; only one that came with a link waits to be confirmed. */
export function CodeForm({ pending, ofLink, onResent, onChangeAddress }: Props) {
  const isAwake = useHydrated()
  const router = useRouter()
  const input = useRef<HTMLInputElement>(null)
  const [code, setCode] = useState('')
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const expiresIn = useCountdown(pending.expires_in_seconds, pending)
  const isExpired = expiresIn === 0

  useEffect(() => {
    if (ofLink && /^[0-9]{6}$/.test(ofLink)) setCode(ofLink)
    input.current?.focus()
  }, [ofLink])

  async function check(digits: string): Promise<void> {
    if (busy || digits.length < length) return
    setBusy(true)
    setRefusal(null)
    setProblem(null)
    const posted = await postJson('/api/auth/sign-up/verify', { code: digits }, VerifySignUpReply)
    if (posted.ok && posted.data.verified) return router.replace(posted.data.next)
    setBusy(false)
    if (!posted.ok) return setProblem(posted.problem)
    if (!posted.data.verified) setRefusal(refusalInWords(posted.data))
    setCode('')
    input.current?.focus()
  }

  function type(digits: string): void {
    setCode(digits)
    if (digits.length > 0) setRefusal(null)
    if (digits !== code) void check(digits)
  }

  function submit(event: FormEvent): void {
    event.preventDefault()
    void check(code)
  }

  return (
    <div className="grid gap-6">
      <div className="grid gap-1.5">
        <h1 className="type-display text-3xl">Enter the code</h1>
        <p className="text-ink-2">
          We mailed six digits to{' '}
          <strong className="break-all font-semibold text-ink">{pending.email}</strong>. They count for{' '}
          {policy.signUp.code.seconds / 60} minutes.
        </p>
        <p className="text-ink-2 text-sm">
          Wrong address?{' '}
          <button
            type="button"
            onClick={onChangeAddress}
            className="min-h-6 rounded-sm font-semibold text-ink underline decoration-control underline-offset-4 hover:decoration-ink"
          >
            Change it
          </button>
        </p>
      </div>
      <form method="post" onSubmit={submit} noValidate className="grid gap-4">
        {problem && <ProblemNotice problem={problem} />}
        <Field
          label="Code"
          error={refusal ?? (isExpired ? refusalInWords({ reason: 'expired' }) : undefined)}
        >
          {(control) => (
            <CodeInput
              {...control}
              ref={input}
              name="code"
              value={code}
              onCode={type}
              length={length}
              readOnly={busy}
            />
          )}
        </Field>
        <Button
          type="submit"
          variant={isExpired ? 'secondary' : 'primary'}
          size="large"
          busy={busy}
          disabled={!isAwake}
        >
          {busy ? 'Checking…' : 'Confirm address'}
        </Button>
      </form>
      <ResendCode
        pending={pending}
        isExpired={isExpired}
        onResent={(next) => {
          setRefusal(null)
          setCode('')
          onResent(next)
          input.current?.focus()
        }}
        onChangeAddress={onChangeAddress}
      />
    </div>
  )
}
