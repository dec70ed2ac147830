'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { type Problem, postJson } from '@/components/forms/post-json'
import { ProblemNotice } from '@/components/forms/problem-notice'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { TextLink } from '@/components/ui/text-link'
import { useHydrated } from '@/components/ui/use-hydrated'
import { AskResetInput, AskResetReply } from '@/lib/auth/password-schema'

type Asked = { email: string; minutes: number }

/** Says the same whether or not anybody has the address. */
export function AskForm() {
  const isAwake = useHydrated()
  const [asked, setAsked] = useState<Asked | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const form = useForm({ resolver: zodResolver(AskResetInput), defaultValues: { email: '' } })
  const { errors, isSubmitting } = form.formState

  const submit = form.handleSubmit(async (values) => {
    setProblem(null)
    const posted = await postJson('/api/auth/reset-password', values, AskResetReply)
    if (!posted.ok) return setProblem(posted.problem)
    setAsked({ email: values.email, minutes: posted.data.expires_in_minutes })
  })

  if (asked) return <Sent asked={asked} onAgain={() => setAsked(null)} />
  return (
    <div className="grid gap-6">
      <div className="grid gap-1.5">
        <h1 className="type-display text-3xl">Reset the password</h1>
        <p className="text-ink-2">We mail you a link that sets a new one.</p>
      </div>
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
              autoFocus
            />
          )}
        </Field>
        <Button
          type="submit"
          variant="primary"
          size="large"
          busy={isSubmitting}
          disabled={!isAwake}
          className="mt-1"
        >
          {isSubmitting ? 'Sending…' : 'Send the link'}
        </Button>
      </form>
      <p className="border-t pt-5 text-ink-2 text-sm">
        <TextLink href="/sign-in">Back to sign-in</TextLink>
      </p>
    </div>
  )
}

function Sent({ asked, onAgain }: { asked: Asked; onAgain: () => void }) {
  return (
    <div className="grid gap-6">
      <div role="status" className="grid gap-1.5">
        <h1 className="type-display text-3xl">Look at your mail</h1>
        <p className="text-ink-2">
          If <strong className="break-all font-semibold text-ink">{asked.email}</strong> has an account, a
          link is on its way there. It works once, for {asked.minutes} minutes.
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button onClick={onAgain}>Send another</Button>
      </div>
      <p className="border-t pt-5 text-ink-2 text-sm">
        <TextLink href="/sign-in">Back to sign-in</TextLink>
      </p>
    </div>
  )
}
