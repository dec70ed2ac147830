'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { type Problem, postJson } from '@/components/forms/post-json'
import { ProblemNotice } from '@/components/forms/problem-notice'
import { Button } from '@/components/ui/button'
import { Dialog, DialogActions, DialogClose, DialogContent, DialogTrigger } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { RadioCards } from '@/components/ui/radio-cards'
import { SuppressionObject } from '@/lib/contacts/suppression-schema'

type Values = { person: string; scope: 'all' | 'marketing'; note: string }
const empty: Values = { person: '', scope: 'all', note: '' }

export function AddOptOut({ path }: { path: string }) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const form = useForm<Values>({ defaultValues: empty })
  const { errors, isSubmitting } = form.formState

  const submit = form.handleSubmit(async ({ person, scope, note }) => {
    setProblem(null)
    const body = { person: person.trim(), scope, ...(note.trim() ? { note: note.trim() } : {}) }
    const posted = await postJson(path, body, SuppressionObject)
    if (posted.ok) {
      setOpen(false)
      form.reset(empty)
      return router.refresh()
    }
    const fault = posted.problem.errors.find((error) => error.path === 'phone' || error.path === 'person')
    if (!fault) return setProblem(posted.problem)
    form.setError('person', { message: `${fault.message} ${fault.fix ?? ''}`.trim() }, { shouldFocus: true })
  })

  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="primary" data-create>
          Add opt-out
        </Button>
      </DialogTrigger>
      <DialogContent
        title="Add an opt-out"
        description="For whoever has told you elsewhere that they want no messages. They need not be a contact."
      >
        <form onSubmit={submit} noValidate className="grid gap-4">
          <Field
            label="Phone number"
            hint="E.164: a plus, the country code and the number."
            error={errors.person?.message}
          >
            {(control) => (
              <Input
                {...control}
                {...form.register('person')}
                type="tel"
                autoComplete="off"
                className="type-mono text-sm"
              />
            )}
          </Field>
          <RadioCards
            label="What is held back"
            value={form.watch('scope')}
            onChange={(scope) => form.setValue('scope', scope)}
            options={[
              { value: 'all', label: 'All messages', hint: 'One-time passwords still go out.' },
              { value: 'marketing', label: 'Marketing', hint: 'Other templates and answers go out.' },
            ]}
          />
          <Field label="Note" optional error={errors.note?.message}>
            {(control) => (
              <Input {...control} {...form.register('note')} autoComplete="off" maxLength={500} />
            )}
          </Field>
          {problem && <ProblemNotice problem={problem} />}
          <DialogActions>
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
            <Button type="submit" variant="primary" busy={isSubmitting}>
              {isSubmitting ? 'Adding…' : 'Add opt-out'}
            </Button>
          </DialogActions>
        </form>
      </DialogContent>
    </Dialog>
  )
}
