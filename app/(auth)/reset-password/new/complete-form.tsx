'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { z } from 'zod'
import { type Problem, postJson } from '@/components/forms/post-json'
import { ProblemNotice } from '@/components/forms/problem-notice'
import { Button } from '@/components/ui/button'
import { useHydrated } from '@/components/ui/use-hydrated'
import { CompleteResetReply, NewPassword } from '@/lib/auth/password-schema'
import { NewPasswordField } from '../../../new-password-field'
import { useHashValue } from '../../use-hash-value'
import { Ended } from './ended'

const Typed = z.object({ password: NewPassword })

export function CompleteForm() {
  const token = useHashValue('token')
  const isAwake = useHydrated()
  const [end, setEnd] = useState<'changed' | 'link_invalid' | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const form = useForm({ resolver: zodResolver(Typed), defaultValues: { password: '' } })
  const { errors, isSubmitting } = form.formState
  const { password = '' } = useWatch({ control: form.control })

  const submit = form.handleSubmit(async (values) => {
    setProblem(null)
    const body = { token, ...values }
    const posted = await postJson('/api/auth/reset-password/complete', body, CompleteResetReply)
    if (!posted.ok) return setProblem(posted.problem)
    if (posted.data.changed) return setEnd('changed')
    if (posted.data.reason === 'link_invalid') return setEnd('link_invalid')
    form.setError('password', { message: posted.data.advice ?? 'Choose a password that is harder to guess.' })
    form.setFocus('password', { shouldSelect: true })
  })

  if (end || token === null) return <Ended how={end ?? 'link_invalid'} />
  return (
    <div className="grid gap-6">
      <div className="grid gap-1.5">
        <h1 className="type-display text-3xl">Set a new password</h1>
        <p className="text-ink-2">It signs you out everywhere; then you sign in with the new one.</p>
      </div>
      <form method="post" onSubmit={submit} noValidate className="grid gap-4">
        {problem && <ProblemNotice problem={problem} />}
        <NewPasswordField
          label="New password"
          registered={form.register('password')}
          value={password}
          email=""
          error={errors.password?.message}
        />
        <Button
          type="submit"
          variant="primary"
          size="large"
          busy={isSubmitting}
          disabled={!isAwake}
          className="mt-1"
        >
          {isSubmitting ? 'Setting the password…' : 'Set password'}
        </Button>
      </form>
    </div>
  )
}
