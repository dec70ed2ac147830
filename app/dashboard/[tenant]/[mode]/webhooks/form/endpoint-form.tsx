'use client'

import { type KeyboardEvent, useState } from 'react'
import { type UseFormReturn, useForm } from 'react-hook-form'
import { type Problem, postJson } from '@/components/forms/post-json'
import { ProblemNotice } from '@/components/forms/problem-notice'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { policy } from '@/lib/core/policy'
import { EndpointObject } from '@/lib/webhooks/endpoint-schema'
import type { EventChoice } from '../event-choices'
import {
  bodyOf,
  type EndpointFields,
  type FieldFault,
  faultsOf,
  fieldsOf,
  placeFaults,
} from './endpoint-fields'
import { EventsField } from './events-field'
import { HeadersField } from './headers-field'
import { TryUrl } from './try-url'
import { UrlField } from './url-field'

export type EndpointFormState = UseFormReturn<EndpointFields>

type Props = {
  api: string
  choices: readonly EventChoice[]
  endpoint: EndpointObject | null
  /** With what came of it, or null where there was nothing to change. */
  onSaved: (endpoint: EndpointObject | null) => void
}

export function EndpointForm({ api, choices, endpoint, onSaved }: Props) {
  const [problem, setProblem] = useState<Problem | null>(null)
  const form = useForm<EndpointFields>({ defaultValues: fieldsOf(endpoint) })
  const { errors, isSubmitting } = form.formState

  const submit = form.handleSubmit(async (fields) => {
    setProblem(null)
    const faults = faultsOf(fields)
    if (faults.length > 0) return show(faults)
    const body = bodyOf(fields, endpoint)
    if (Object.keys(body).length === 0) return onSaved(null)
    const path = endpoint ? `${api}/endpoints/${endpoint.id}` : `${api}/endpoints`
    const posted = await postJson(path, body, EndpointObject)
    if (posted.ok) onSaved(posted.data)
    else refuse(posted.problem)
  })

  function refuse(refused: Problem) {
    const { placed, rest } = placeFaults(refused)
    show(placed)
    setProblem(rest)
  }

  function show(faults: FieldFault[]) {
    for (const [index, { field, message }] of faults.entries())
      form.setError(field, { type: 'server', message }, { shouldFocus: index === 0 })
  }

  function onKey(event: KeyboardEvent) {
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) void submit(event)
  }

  return (
    <form onSubmit={submit} onKeyDown={onKey} noValidate className="flex min-h-0 flex-1 flex-col">
      <div className="grid flex-1 content-start gap-6 overflow-y-auto px-5 py-4">
        <UrlField form={form} api={api} saved={endpoint?.url} />
        <EventsField form={form} choices={choices} />
        <Field label="Description" optional error={errors.description?.message}>
          {(control) => (
            <Input
              {...control}
              {...form.register('description')}
              maxLength={policy.webhooks.descriptionLength}
              placeholder="Production, order service"
              autoComplete="off"
            />
          )}
        </Field>
        <Field
          label="Rate cap"
          optional
          hint="Deliveries a second at most. What comes faster waits its turn; nothing is lost."
          error={errors.rate?.message}
        >
          {(control) => (
            <Input
              {...control}
              {...form.register('rate')}
              inputMode="numeric"
              autoComplete="off"
              placeholder="As fast as it answers"
              className="tabular-nums"
            />
          )}
        </Field>
        <HeadersField form={form} kept={endpoint?.header_names ?? []} />
        <TryUrl form={form} api={api} kept={endpoint?.header_names ?? []} onRefused={refuse} />
      </div>
      <footer className="grid gap-3 border-t px-5 py-4">
        {problem && <ProblemNotice problem={problem} />}
        <Button type="submit" variant="primary" size="large" busy={isSubmitting} title="⌘ Enter">
          {isSubmitting ? 'Saving…' : endpoint ? 'Save changes' : 'Add endpoint'}
        </Button>
      </footer>
    </form>
  )
}
