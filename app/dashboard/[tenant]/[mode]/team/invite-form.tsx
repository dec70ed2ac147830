'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import type { z } from 'zod'
import { type Problem, postJson } from '@/components/forms/post-json'
import { ProblemNotice } from '@/components/forms/problem-notice'
import { Button } from '@/components/ui/button'
import { DialogActions } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { RadioCards } from '@/components/ui/radio-cards'
import { type Role, roles } from '@/lib/core/context'
import { InvitationObject, InviteMemberInput } from '@/lib/tenants/schema'
import { roleWords } from './role-words'

type Values = z.input<typeof InviteMemberInput>
type Props = { path: string; ownRole: Role; onInvited: (email: string) => void; onCancel: () => void }

export function InviteForm({ path, ownRole, onInvited, onCancel }: Props) {
  const [problem, setProblem] = useState<Problem | null>(null)
  const form = useForm<Values, unknown, z.output<typeof InviteMemberInput>>({
    resolver: zodResolver(InviteMemberInput),
    defaultValues: { email: '', role: 'developer' },
  })
  const { errors, isSubmitting } = form.formState
  const options = roles
    .filter((role) => role !== 'owner' || ownRole === 'owner')
    .map((role) => ({ value: role, label: roleWords[role].name, hint: roleWords[role].hint }))

  const submit = form.handleSubmit(async (values) => {
    setProblem(null)
    const posted = await postJson(path, values, InvitationObject)
    if (posted.ok) return onInvited(posted.data.email)
    const fault = posted.problem.errors.find((error) => error.path === 'email')
    if (fault) form.setError('email', { message: fault.message }, { shouldFocus: true })
    else setProblem(posted.problem)
  })

  return (
    <form onSubmit={submit} noValidate className="grid gap-5">
      <Field
        label="Email"
        error={errors.email && 'Enter an email address, such as ana@example.com.'}
        hint="Whether it has an account here does not matter."
      >
        {(control) => (
          <Input
            {...control}
            {...form.register('email')}
            type="email"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
          />
        )}
      </Field>
      <div className="grid gap-1.5">
        <span className="font-semibold text-sm">Role</span>
        <RadioCards
          label="Role"
          options={options}
          value={form.watch('role')}
          onChange={(role) => form.setValue('role', role)}
        />
      </div>
      {problem && <ProblemNotice problem={problem} />}
      <DialogActions>
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" variant="primary" busy={isSubmitting}>
          {isSubmitting ? 'Sending…' : 'Send invitation'}
        </Button>
      </DialogActions>
    </form>
  )
}
