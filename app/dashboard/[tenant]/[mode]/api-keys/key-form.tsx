'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useState } from 'react'
import { Controller, useForm } from 'react-hook-form'
import type { z } from 'zod'
import { type Problem, postJson } from '@/components/forms/post-json'
import { ProblemNotice } from '@/components/forms/problem-notice'
import { Button } from '@/components/ui/button'
import { DialogActions } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { RadioCards } from '@/components/ui/radio-cards'
import type { Mode } from '@/lib/core/context'
import { CreateApiKeyInput, CreatedApiKey } from '@/lib/keys/schema'
import { presetWords } from './presets'

type Props = {
  path: string
  mode: Mode
  onCreated: (created: CreatedApiKey) => void
  /** While a key is being made, closing would lose it unseen. */
  onBusy: (busy: boolean) => void
  onCancel: () => void
}

export function KeyForm({ path, mode, onCreated, onBusy, onCancel }: Props) {
  const [problem, setProblem] = useState<Problem | null>(null)
  const form = useForm<z.input<typeof CreateApiKeyInput>, unknown, z.output<typeof CreateApiKeyInput>>({
    resolver: zodResolver(CreateApiKeyInput),
    defaultValues: { name: mode === 'live' ? 'production-api' : 'development-api', preset: 'full' },
  })
  const { errors, isSubmitting } = form.formState

  const submit = form.handleSubmit(async (values) => {
    setProblem(null)
    onBusy(true)
    const posted = await postJson(path, values, CreatedApiKey)
    onBusy(false)
    if (posted.ok) return onCreated(posted.data)
    const fault = posted.problem.errors.find(({ path: field }) => field === 'name')
    if (fault) form.setError('name', { message: fault.message }, { shouldFocus: true })
    else setProblem(posted.problem)
  })

  return (
    <form onSubmit={submit} noValidate className="grid gap-5">
      <Field
        label="Name"
        hint="Where it will run, so that you know which one to revoke."
        error={errors.name?.message}
      >
        {(control) => <Input {...control} {...form.register('name')} autoComplete="off" spellCheck={false} />}
      </Field>
      <div className="grid gap-1.5">
        <span className="font-semibold text-sm">Access</span>
        <Controller
          control={form.control}
          name="preset"
          render={({ field }) => (
            <RadioCards label="Access" options={presetWords} value={field.value} onChange={field.onChange} />
          )}
        />
      </div>
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
