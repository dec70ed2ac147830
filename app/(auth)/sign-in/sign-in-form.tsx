'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useRouter } from 'next/navigation'
import { useForm } from 'react-hook-form'
import { PasswordInput } from '@/components/forms/password-input'
import { type Problem, postJson } from '@/components/forms/post-json'
import { Button } from '@/components/ui/button'
import { Field, FieldError } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { TextLink } from '@/components/ui/text-link'
import { useHydrated } from '@/components/ui/use-hydrated'
import { SignInInput, SignInReply } from '@/lib/auth/schema'

function inWords({ code, detail }: Problem): string {
  if (code === 'sign_in_refused') return 'This email and password do not match an account.'
  if (code === 'too_many_attempts') return `Too many attempts. ${detail ?? 'Try again later.'}`
  if (code === 'cookies_refused')
    return 'The browser did not keep our cookie. Allow cookies for this site, and use https: some browsers keep none without.'
  return 'Signing in does not work at the moment. Try again in a minute.'
}

const secondFactorPath = (next: string) => `/sign-in/second-factor?callbackUrl=${encodeURIComponent(next)}`

export function SignInForm({ next }: { next: string }) {
  const router = useRouter()
  const hydrated = useHydrated()
  const form = useForm({ resolver: zodResolver(SignInInput), defaultValues: { email: '', password: '' } })
  const { errors, isSubmitting, isSubmitSuccessful } = form.formState
  const busy = isSubmitting || (isSubmitSuccessful && !errors.root)

  const submit = form.handleSubmit(async (values) => {
    const posted = await postJson('/api/auth/sign-in', values, SignInReply)
    if (posted.ok) return router.replace(posted.data.next === 'dashboard' ? next : secondFactorPath(next))
    form.setError('root', { message: inWords(posted.problem) })
    form.setFocus('password', { shouldSelect: true })
  })

  return (
    // Sent before the page is awake, it must not put the password into the address.
    <form method="post" onSubmit={submit} noValidate className="grid gap-4">
      {errors.root && <FieldError>{errors.root.message}</FieldError>}
      <Field label="Email" error={errors.email && 'Enter an email address, such as ana@example.com.'}>
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
      <Field label="Password" error={errors.password && 'Enter your password.'}>
        {(control) => (
          <PasswordInput {...control} {...form.register('password')} autoComplete="current-password" />
        )}
      </Field>
      <Button type="submit" variant="primary" size="large" busy={busy} disabled={!hydrated} className="mt-1">
        {busy ? 'Signing in…' : 'Sign in'}
      </Button>
      <TextLink href="/reset-password" className="justify-self-start text-sm">
        Forgot your password?
      </TextLink>
    </form>
  )
}
