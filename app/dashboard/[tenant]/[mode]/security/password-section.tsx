'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { PasswordInput } from '@/components/forms/password-input'
import { type Problem, postJson } from '@/components/forms/post-json'
import { ProblemNotice } from '@/components/forms/problem-notice'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { useHydrated } from '@/components/ui/use-hydrated'
import { ChangePasswordInput, ChangePasswordReply } from '@/lib/auth/password-schema'
import { NewPasswordField } from '../../../../new-password-field'

const empty = { current_password: '', new_password: '' }

/** One's own password: the current one proves that it is not just an open laptop. */
export function PasswordSection({ email }: { email: string }) {
  const isAwake = useHydrated()
  const [ended, setEnded] = useState<number | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const form = useForm({ resolver: zodResolver(ChangePasswordInput), defaultValues: empty })
  const { errors, isSubmitting } = form.formState
  const { new_password: typed = '' } = useWatch({ control: form.control })

  const submit = form.handleSubmit(async (values) => {
    setProblem(null)
    setEnded(null)
    const posted = await postJson('/api/auth/password', values, ChangePasswordReply)
    if (!posted.ok) return setProblem(posted.problem)
    if (posted.data.changed) {
      form.reset(empty)
      return setEnded(posted.data.sessions_ended)
    }
    const isWrong = posted.data.reason === 'wrong_password'
    const message = isWrong
      ? 'This is not your current password.'
      : (posted.data.advice ?? 'Too easy to guess.')
    form.setError(isWrong ? 'current_password' : 'new_password', { message })
    form.setFocus(isWrong ? 'current_password' : 'new_password', { shouldSelect: true })
  })

  return (
    <section aria-labelledby="password-title" className="grid gap-4 border-t pt-6">
      <div className="grid gap-1">
        <h2 id="password-title" className="type-display text-[1.0625rem] leading-6">
          Password
        </h2>
        <p className="max-w-[60ch] text-ink-2 text-sm">
          Changing it signs you out in every other browser. We mail {email} that it was changed.
        </p>
      </div>
      <form method="post" onSubmit={submit} noValidate className="grid max-w-sm gap-4">
        {problem && <ProblemNotice problem={problem} />}
        {/* Tells a password manager whose password it is to keep. */}
        <input type="text" autoComplete="username" value={email} readOnly hidden />
        <Field label="Current password" error={errors.current_password?.message}>
          {(control) => (
            <PasswordInput
              {...control}
              {...form.register('current_password')}
              autoComplete="current-password"
            />
          )}
        </Field>
        <NewPasswordField
          label="New password"
          registered={form.register('new_password')}
          value={typed}
          email={email}
          error={errors.new_password?.message}
        />
        <Button
          type="submit"
          variant="primary"
          busy={isSubmitting}
          disabled={!isAwake}
          className="justify-self-start"
        >
          {isSubmitting ? 'Changing the password…' : 'Change password'}
        </Button>
        <p role="status" className="text-ink-2 text-sm empty:hidden">
          {ended === null ? '' : changedWords(ended)}
        </p>
      </form>
    </section>
  )
}

function changedWords(ended: number): string {
  if (ended === 0) return 'Your password is changed. No other browser was signed in.'
  return `Your password is changed. ${ended === 1 ? 'One other session has' : `${ended} other sessions have`} ended.`
}
