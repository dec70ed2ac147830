'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { type Problem, postJson } from '@/components/forms/post-json'
import { ProblemNotice } from '@/components/forms/problem-notice'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { JoinInput } from '@/lib/auth/schema'
import { policy } from '@/lib/core/policy'
import { AcceptInvitationReply } from '@/lib/tenants/schema'
import { PasswordInput } from '../../../(auth)/sign-in/password-input'
import { openWorkspace } from './open-workspace'

/** The mail has proven the address; what is missing is a password. */
export function JoinForm({ token, email }: { token: string; email: string }) {
  const [problem, setProblem] = useState<Problem | null>(null)
  const form = useForm({ resolver: zodResolver(JoinInput), defaultValues: { token, password: '' } })
  const { errors, isSubmitting, isSubmitSuccessful } = form.formState
  const busy = isSubmitting || (isSubmitSuccessful && !problem && !errors.password)

  const submit = form.handleSubmit(async (values) => {
    setProblem(null)
    const posted = await postJson('/api/auth/invitations/join', values, AcceptInvitationReply)
    if (posted.ok) return openWorkspace(posted.data.slug)
    const fault = posted.problem.errors.find(({ path }) => path === 'password')
    if (fault) form.setError('password', { message: fault.message }, { shouldFocus: true })
    else setProblem(posted.problem)
  })

  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      {problem && <ProblemNotice problem={problem} />}
      <input hidden type="email" name="username" autoComplete="username" value={email} readOnly />
      <Field
        label="Choose a password"
        hint={`At least ${policy.passwords.minLength} characters. A sentence is easier to remember than a riddle.`}
        error={errors.password?.message}
      >
        {(control) => (
          <PasswordInput {...control} {...form.register('password')} autoComplete="new-password" />
        )}
      </Field>
      <Button type="submit" variant="primary" size="large" busy={busy}>
        {busy ? 'Joining…' : 'Create account and join'}
      </Button>
    </form>
  )
}
