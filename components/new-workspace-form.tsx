'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { type ReactNode, useState } from 'react'
import { useForm } from 'react-hook-form'
import { type Problem, postJson } from '@/components/forms/post-json'
import { ProblemNotice } from '@/components/forms/problem-notice'
import { Button } from '@/components/ui/button'
import { DialogActions } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { policy } from '@/lib/core/policy'
import { firstFlightPath } from '@/lib/onboarding/schema'
import { CreateWorkspaceInput, CreateWorkspaceReply } from '@/lib/tenants/schema'

/** `cancel` stands beside its button. */
export function NewWorkspaceForm({ cancel }: { cancel: ReactNode }) {
  const [problem, setProblem] = useState<Problem | null>(null)
  const form = useForm({ resolver: zodResolver(CreateWorkspaceInput), defaultValues: { name: '' } })
  const { errors, isSubmitting } = form.formState
  const [isMade, setMade] = useState(false)
  const busy = isSubmitting || isMade

  const submit = form.handleSubmit(async (values) => {
    setProblem(null)
    const posted = await postJson('/api/auth/workspaces', values, CreateWorkspaceReply)
    if (!posted.ok) return setProblem(posted.problem)
    setMade(true)
    // Left as a whole: the page in memory is another workspace's.
    window.location.assign(firstFlightPath(posted.data.slug))
  })

  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <Field
        label="Name"
        hint="Your company or product. It can be changed later."
        error={errors.name?.message}
      >
        {(control) => (
          <Input
            {...control}
            {...form.register('name')}
            maxLength={policy.teams.nameLength}
            autoComplete="organization"
          />
        )}
      </Field>
      {problem && <ProblemNotice problem={problem} />}
      <DialogActions>
        {cancel}
        <Button type="submit" variant="primary" busy={busy}>
          {busy ? 'Creating…' : 'Create workspace'}
        </Button>
      </DialogActions>
    </form>
  )
}
