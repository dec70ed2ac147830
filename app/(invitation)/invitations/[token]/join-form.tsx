'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { type Problem, postJson } from '@/components/forms/post-json'
import { ProblemNotice } from '@/components/forms/problem-notice'
import { Button } from '@/components/ui/button'
import { JoinInput, JoinReply } from '@/lib/auth/invitation-schema'
import { NewPasswordField } from '../../../new-password-field'
import { openWorkspace } from './open-workspace'

/** The mail has proven the address; what is missing is a password. */
export function JoinForm({ token, email }: { token: string; email: string }) {
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isIn, setIn] = useState(false)
  const form = useForm({ resolver: zodResolver(JoinInput), defaultValues: { token, password: '' } })
  const { errors, isSubmitting } = form.formState
  const { password = '' } = useWatch({ control: form.control })
  const busy = isSubmitting || isIn

  const submit = form.handleSubmit(async (values) => {
    setProblem(null)
    const posted = await postJson('/api/auth/invitations/join', values, JoinReply)
    if (!posted.ok) return setProblem(posted.problem)
    if (posted.data.joined) {
      setIn(true)
      return openWorkspace(posted.data.slug)
    }
    form.setError('password', { message: posted.data.advice ?? 'Choose a password that is harder to guess.' })
    form.setFocus('password', { shouldSelect: true })
  })

  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      {problem && <ProblemNotice problem={problem} />}
      <input hidden type="email" name="username" autoComplete="username" value={email} readOnly />
      <NewPasswordField
        label="Choose a password"
        registered={form.register('password')}
        value={password}
        email={email}
        error={errors.password?.message}
      />
      <Button type="submit" variant="primary" size="large" busy={busy}>
        {busy ? 'Joining…' : 'Create account and join'}
      </Button>
    </form>
  )
}
