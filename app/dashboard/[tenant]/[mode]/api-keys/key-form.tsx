'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useState } from 'react'
import { type UseFormReturn, useForm } from 'react-hook-form'
import type { z } from 'zod'
import { type Problem, postJson } from '@/components/forms/post-json'
import { ProblemNotice } from '@/components/forms/problem-notice'
import { Button } from '@/components/ui/button'
import { DialogActions } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { Mode } from '@/lib/core/context'
import { CreateApiKeyInput, CreatedApiKey } from '@/lib/keys/schema'
import { AccessField } from './access-field'
import { AddressesField } from './addresses-field'
import { ExpiryField } from './expiry-field'
import type { NewKeyForm } from './secret-dialog'
import { SenderField } from './sender-field'
import type { SenderOption } from './sender-options'

export type KeyValues = z.input<typeof CreateApiKeyInput>
export type KeyFormState = UseFormReturn<KeyValues, unknown, z.output<typeof CreateApiKeyInput>>

type Props = NewKeyForm & { path: string; mode: Mode; senders: readonly SenderOption[] }

export function KeyForm({ path, mode, senders, onCreated, onBusy, onCancel }: Props) {
  const [problem, setProblem] = useState<Problem | null>(null)
  const form: KeyFormState = useForm({
    resolver: zodResolver(CreateApiKeyInput),
    defaultValues: {
      name: mode === 'live' ? 'production-api' : 'development-api',
      preset: 'full',
      scopes: [],
      expires_at: null,
      allowed_addresses: [],
      sender_id: null,
    },
  })
  const { errors, isSubmitting } = form.formState

  const submit = form.handleSubmit(
    async (values) => {
      setProblem(null)
      onBusy(true)
      const posted = await postJson(path, values, CreatedApiKey)
      onBusy(false)
      if (posted.ok) onCreated(posted.data)
      else setProblem(atFields(posted.problem))
    },
    () => setProblem(null),
  )

  /** Shows each fault of the server at its field, and gives back the problem with what has no field here. */
  function atFields(refused: Problem): Problem | null {
    const rest = refused.errors.filter((fault) => !fieldOf(fault.path))
    for (const { path, message } of refused.errors) {
      const field = fieldOf(path)
      if (field) form.setError(field, { type: 'server', message }, { shouldFocus: true })
    }
    return rest.length === 0 && refused.errors.length > 0 ? null : { ...refused, errors: rest }
  }

  return (
    <form onSubmit={submit} noValidate className="grid gap-5">
      <Field
        label="Name"
        hint="Where it will run, so that you know which one to revoke."
        error={errors.name?.message}
      >
        {(control) => <Input {...control} {...form.register('name')} autoComplete="off" spellCheck={false} />}
      </Field>
      <AccessField form={form} />
      <div className="grid gap-5 md:grid-cols-2 md:gap-4">
        <ExpiryField form={form} />
        <SenderField form={form} senders={senders} />
      </div>
      <AddressesField form={form} />
      {problem && <ProblemNotice problem={problem} />}
      <DialogActions>
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" variant="primary" busy={isSubmitting}>
          {isSubmitting ? 'Creating…' : 'Create key'}
        </Button>
      </DialogActions>
    </form>
  )
}

const fields = ['name', 'preset', 'scopes', 'expires_at', 'allowed_addresses', 'sender_id'] as const

function fieldOf(path: string) {
  return fields.find((name) => path === name || path.startsWith(`${name}.`))
}
