'use client'

import { useState } from 'react'
import { useForm } from 'react-hook-form'
import type { z } from 'zod'
import { type Problem, postJson } from '@/components/forms/post-json'
import { ProblemNotice } from '@/components/forms/problem-notice'
import { Button } from '@/components/ui/button'
import { DialogActions, DialogClose } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Textarea } from '@/components/ui/textarea'
import { ContactObject } from '@/lib/contacts/schema'
import { policy } from '@/lib/core/policy'
import type { ContactFields } from './contact-fields'

type Props = {
  path: string
  initial: ContactFields
  /** What is sent of the fields, and how it is checked before. */
  bodyOf: (fields: ContactFields) => object
  check: z.ZodType<object>
  act: string
  onDone: (contact: ContactObject) => void
}
type Fault = Problem['errors'][number]

const names = ['phone', 'name', 'email', 'tags', 'attributes'] as const

export function ContactForm({ path, initial, bodyOf, check, act, onDone }: Props) {
  const [problem, setProblem] = useState<Problem | null>(null)
  const form = useForm<ContactFields>({ defaultValues: initial })
  const { errors, isSubmitting } = form.formState

  const submit = form.handleSubmit(async (fields) => {
    setProblem(null)
    const body = bodyOf(fields)
    const faults = faultsOf(check, body)
    if (faults.length > 0) return void atFields(faults)
    const posted = await postJson(path, body, ContactObject)
    if (posted.ok) return onDone(posted.data)
    const rest = atFields(posted.problem.errors)
    if (rest.length > 0 || posted.problem.errors.length === 0) setProblem({ ...posted.problem, errors: rest })
  })

  /** Shows each fault at its field, and gives back those that have none here. */
  function atFields(faults: Fault[]): Fault[] {
    return faults.filter(({ path: place, message, fix }) => {
      const [first, ...below] = place.split('.')
      const name = names.find((candidate) => candidate === first)
      if (!name) return true
      const key = name === 'attributes' && below.length > 0 ? `${below.join('.')}: ` : ''
      form.setError(name, { message: `${key}${message} ${fix ?? ''}`.trim() }, { shouldFocus: true })
      return false
    })
  }

  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <Field
        label="Phone number"
        hint="E.164: a plus, the country code and the number."
        error={errors.phone?.message}
      >
        {(control) => (
          <Input
            {...control}
            {...form.register('phone')}
            type="tel"
            autoComplete="off"
            className="type-mono text-sm"
          />
        )}
      </Field>
      <div className="grid gap-4 md:grid-cols-2">
        <Field label="Name" optional error={errors.name?.message}>
          {(control) => <Input {...control} {...form.register('name')} autoComplete="off" />}
        </Field>
        <Field label="Email" optional error={errors.email?.message}>
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
      </div>
      <Field label="Tags" optional hint="With commas between them." error={errors.tags?.message}>
        {(control) => <Input {...control} {...form.register('tags')} autoComplete="off" />}
      </Field>
      <Field
        label="Attributes"
        optional
        hint={`One to a line, such as city = Lisbon. At most ${policy.contacts.attributes}.`}
        error={errors.attributes?.message}
      >
        {(control) => (
          <Textarea
            {...control}
            {...form.register('attributes')}
            rows={3}
            spellCheck={false}
            className="type-mono text-sm"
          />
        )}
      </Field>
      {problem && <ProblemNotice problem={problem} />}
      <DialogActions>
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" busy={isSubmitting}>
          {isSubmitting ? 'Saving…' : act}
        </Button>
      </DialogActions>
    </form>
  )
}

function faultsOf(check: z.ZodType<object>, body: object): Fault[] {
  const { error } = check.safeParse(body)
  return (error?.issues ?? []).map(({ path, message }) => ({ path: path.join('.'), message }))
}
