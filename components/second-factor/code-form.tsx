'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { RecoveryCode, TotpCode } from '@/lib/auth/factor-schema'

const kinds = {
  totp: {
    schema: z.object({ code: TotpCode }),
    label: 'Code from your app',
    hint: 'The six digits that it shows now.',
    input: { inputMode: 'numeric', autoComplete: 'one-time-code' },
  },
  recovery: {
    schema: z.object({ code: RecoveryCode }),
    label: 'Recovery code',
    hint: 'One of those you stored. Each works once.',
    input: { autoComplete: 'off', autoCapitalize: 'characters' },
  },
} as const

type Props = {
  kind: keyof typeof kinds
  action: string
  /** The sentence that says why it was refused, or null. */
  onCode: (code: string) => Promise<string | null>
}

/** One code, of an app or to recover. Stays busy once it was right, while the page goes on. */
export function CodeForm({ kind, action, onCode }: Props) {
  const { schema, label, hint, input } = kinds[kind]
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { code: '' } })
  const { errors, isSubmitting, isSubmitSuccessful } = form.formState
  const submit = form.handleSubmit(async ({ code }) => {
    const refused = await onCode(code)
    if (!refused) return
    form.setError('code', { type: 'server', message: refused })
    form.setFocus('code', { shouldSelect: true })
  })
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <Field label={label} hint={hint} error={errors.code?.message}>
        {(control) => (
          <Input
            {...control}
            {...input}
            {...form.register('code')}
            autoFocus
            spellCheck={false}
            maxLength={32}
            className="type-mono tracking-[0.12em]"
          />
        )}
      </Field>
      <Button
        type="submit"
        variant="primary"
        size="large"
        busy={isSubmitting || (isSubmitSuccessful && !errors.code)}
      >
        {action}
      </Button>
    </form>
  )
}
