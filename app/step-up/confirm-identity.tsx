'use client'

import { useCallback, useEffect, useState } from 'react'
import { type Problem, postJson } from '@/components/forms/post-json'
import { ProblemNotice } from '@/components/forms/problem-notice'
import { FactorForm } from '@/components/second-factor/factor-form'
import { refusalOf, sentenceOf } from '@/components/second-factor/refusals'
import { Button } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import { type ConfirmInput, ConfirmOptions, ConfirmReply } from '@/lib/auth/factor-schema'
import { PasswordForm } from './password-form'

/** The ways in which this person may confirm, asked of the server each time: a passkey's question is used once. */
export function ConfirmIdentity({ onProven }: { onProven: () => void }) {
  const [options, setOptions] = useState<ConfirmOptions | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)

  const load = useCallback(async () => {
    setProblem(null)
    const posted = await postJson('/api/auth/confirm/options', {}, ConfirmOptions)
    if (posted.ok) setOptions(posted.data)
    else setProblem(posted.problem)
  }, [])

  useEffect(() => {
    void load()
  }, [load])

  async function confirm(input: ConfirmInput): Promise<string | null> {
    const posted = await postJson('/api/auth/confirm', input, ConfirmReply)
    if (!posted.ok) return sentenceOf(posted.problem)
    if (posted.data.ok) {
      onProven()
      return null
    }
    const { reason } = posted.data
    if (reason === 'other_method' || input.method === 'passkey') await load()
    return reason === 'other_method'
      ? 'What you sign in with has changed. Confirm with that.'
      : refusalOf(input.method, reason)
  }

  if (problem)
    return (
      <div className="grid justify-items-start gap-3">
        <ProblemNotice problem={problem} />
        <Button onClick={load}>Try again</Button>
      </div>
    )
  if (!options)
    return (
      <div role="status" className="grid gap-3">
        <span className="sr-only">Looking up how you can confirm</span>
        <Skeleton className="h-4 w-24" />
        <Skeleton className="h-9" />
        <Skeleton className="h-10" />
      </div>
    )
  const methods = options.methods.filter((method) => method !== 'password')
  return methods.length === 0 ? (
    <PasswordForm onPassword={(password) => confirm({ method: 'password', password })} />
  ) : (
    <FactorForm methods={methods} question={options.passkey} action="Confirm" onAnswer={confirm} />
  )
}
