'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { type Problem, postJson } from '@/components/forms/post-json'
import { ProblemNotice } from '@/components/forms/problem-notice'
import { Button } from '@/components/ui/button'
import { Dialog, DialogActions, DialogClose, DialogContent, DialogTrigger } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { NamePasskeyInput, PasskeyObject } from '@/lib/auth/factor-schema'

export function RenamePasskey({ passkey: { id, name } }: { passkey: PasskeyObject }) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const form = useForm({ resolver: zodResolver(NamePasskeyInput), defaultValues: { id, name } })
  const { errors, isSubmitting } = form.formState

  const submit = form.handleSubmit(async (values) => {
    setProblem(null)
    const posted = await postJson('/api/auth/passkeys/rename', values, PasskeyObject)
    if (!posted.ok) return setProblem(posted.problem)
    form.reset({ id, name: posted.data.name })
    setOpen(false)
    router.refresh()
  })

  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="quiet" size="small" aria-label={`Rename ${name}`}>
          Rename
        </Button>
      </DialogTrigger>
      <DialogContent className="max-w-sm" title="Rename the passkey">
        <form onSubmit={submit} noValidate className="grid gap-4">
          <Field label="Name" hint="So that you know which one it is." error={errors.name?.message}>
            {(control) => <Input {...control} {...form.register('name')} autoComplete="off" />}
          </Field>
          {problem && <ProblemNotice problem={problem} />}
          <DialogActions>
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
            <Button type="submit" variant="primary" busy={isSubmitting}>
              {isSubmitting ? 'Renaming…' : 'Rename passkey'}
            </Button>
          </DialogActions>
        </form>
      </DialogContent>
    </Dialog>
  )
}
