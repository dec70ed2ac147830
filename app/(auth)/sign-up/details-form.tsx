'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useEffect, useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { type Problem, postJson } from '@/components/forms/post-json'
import { ProblemNotice } from '@/components/forms/problem-notice'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { TextLink } from '@/components/ui/text-link'
import { useHydrated } from '@/components/ui/use-hydrated'
import { type PendingSignUp, SignUpInput, SignUpReply } from '@/lib/auth/schema'
import { NewPasswordField } from '../../new-password-field'

type Props = {
  email: string
  isShown: boolean
  /** Somebody has followed the link of a mail here, and began elsewhere. */
  isForOtherBrowser: boolean
  onAccepted: (pending: PendingSignUp) => void
}

export function DetailsForm({ email, isShown, isForOtherBrowser, onAccepted }: Props) {
  const isAwake = useHydrated()
  const [problem, setProblem] = useState<Problem | null>(null)
  const form = useForm({ resolver: zodResolver(SignUpInput), defaultValues: { email, password: '' } })
  const { errors, isSubmitting } = form.formState
  const { setFocus } = form
  const typed = useWatch({ control: form.control })

  useEffect(() => {
    if (isShown) setFocus('email')
  }, [isShown, setFocus])

  const submit = form.handleSubmit(async (values) => {
    setProblem(null)
    const posted = await postJson('/api/auth/sign-up', values, SignUpReply)
    if (!posted.ok) return setProblem(posted.problem)
    if (posted.data.accepted) return onAccepted(posted.data)
    form.setError('password', { message: posted.data.advice ?? 'Choose a password that is harder to guess.' })
    setFocus('password', { shouldSelect: true })
  })

  return (
    <div className="grid gap-6">
      <div className="grid gap-1.5">
        <h1 className="type-display text-3xl">Create an account</h1>
        <p className="text-ink-2">An address and a password, then a code by mail.</p>
      </div>
      {isForOtherBrowser && (
        <p role="status" className="rounded-md border bg-sunken px-3 py-2.5 text-sm">
          A code counts only in the browser that signed up. Open the link there, or type its six digits there.
        </p>
      )}
      <form method="post" onSubmit={submit} noValidate className="grid gap-4">
        {problem && <ProblemNotice problem={problem} />}
        <Field label="Email" error={errors.email?.message}>
          {(control) => (
            <Input
              {...control}
              {...form.register('email')}
              type="email"
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
            />
          )}
        </Field>
        <NewPasswordField
          label="Password"
          registered={form.register('password')}
          value={typed.password ?? ''}
          email={typed.email ?? ''}
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
          {isSubmitting ? 'Creating the account…' : 'Create account'}
        </Button>
      </form>
      <p className="border-t pt-5 text-ink-2 text-sm">
        You have one already? <TextLink href="/sign-in">Sign in</TextLink>
      </p>
    </div>
  )
}
