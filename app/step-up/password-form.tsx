'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { PasswordInput } from '@/components/forms/password-input'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { policy } from '@/lib/core/policy'

const Password = z.object({
  password: z.string().min(1, 'Enter your password.').max(policy.passwords.maxLength, 'That is too long.'),
})

type Props = { onPassword: (password: string) => Promise<string | null> }

export function PasswordForm({ onPassword }: Props) {
  const form = useForm({ resolver: zodResolver(Password), defaultValues: { password: '' } })
  const { errors, isSubmitting } = form.formState
  const submit = form.handleSubmit(async ({ password }) => {
    const refused = await onPassword(password)
    if (!refused) return
    form.setError('password', { type: 'server', message: refused })
    form.setFocus('password', { shouldSelect: true })
  })
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <Field label="Password" error={errors.password?.message}>
        {(control) => (
          <PasswordInput
            {...control}
            {...form.register('password')}
            autoComplete="current-password"
            autoFocus
          />
        )}
      </Field>
      <Button type="submit" variant="primary" size="large" busy={isSubmitting}>
        {isSubmitting ? 'Confirming…' : 'Confirm'}
      </Button>
    </form>
  )
}
