'use client'

import { Checkbox } from '@/components/ui/checkbox'
import { FieldError } from '@/components/ui/field'
import { groupBy } from '@/lib/core/group-by'
import type { EventChoice } from '../event-choices'
import type { EndpointFormState } from './endpoint-form'
import { EventGroup } from './event-group'

type Props = {
  form: Pick<EndpointFormState, 'watch' | 'setValue' | 'formState' | 'clearErrors'>
  choices: readonly EventChoice[]
}

/** A tree of three levels: all, the events of an object, and each of them with a sample. */
export function EventsField({ form, choices }: Props) {
  const all = form.watch('all')
  const events = form.watch('events')
  const fault = form.formState.errors.events?.message
  const groups = groupBy(choices, ({ type }) => type.split('.')[0] ?? type)

  function choose(next: string[]) {
    form.clearErrors('events')
    form.setValue('events', next, { shouldDirty: true })
  }

  function toggle(types: readonly string[], isChosen: boolean) {
    choose(isChosen ? [...new Set([...events, ...types])] : events.filter((type) => !types.includes(type)))
  }

  return (
    <fieldset className="grid gap-1.5" aria-describedby={fault ? 'events-fault' : undefined}>
      <legend className="pb-1.5 font-semibold text-sm">Events</legend>
      <div className="rounded-md border border-control">
        <div className="border-b bg-sunken px-3 py-1">
          <Checkbox
            checked={all}
            onChange={({ target }) => {
              form.setValue('all', target.checked, { shouldDirty: true })
              choose([])
            }}
          >
            <span className="font-semibold">All events</span>
            <span className="text-ink-3 text-xs">also types that are added later</span>
          </Checkbox>
        </div>
        {[...groups].map(([name, own]) => (
          <EventGroup
            key={name}
            name={name}
            choices={own}
            chosen={all ? own.map(({ type }) => type) : events}
            isFixed={all}
            onToggle={toggle}
          />
        ))}
      </div>
      {fault && <FieldError id="events-fault">{fault}</FieldError>}
    </fieldset>
  )
}
