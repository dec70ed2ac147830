'use client'

import { type FormEvent, type KeyboardEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { fillTemplate } from '@/lib/messages/fill-template'
import { TemplateContent } from '@/lib/messages/preview-schema'
import type { SendableTemplate } from '@/lib/messages/sendable-schema'
import { Parts } from '../preview/parts'
import { isFilled, type PlaceValues, placeKey, placeLabel, templateBody } from './template-body'

type Props = {
  templates: SendableTemplate[]
  busy: boolean
  isClosed: boolean
  onSend: (template: object) => void
  onBack: (() => void) | null
}

export function TemplateReply({ templates, busy, isClosed, onSend, onBack }: Props) {
  const [chosenId, setChosenId] = useState('')
  const [values, setValues] = useState<PlaceValues>({})
  const chosen = templates.find(({ id }) => id === chosenId)
  const ready = chosen !== undefined && isFilled(chosen, values)

  function submit(event: FormEvent | KeyboardEvent) {
    event.preventDefault()
    if (ready && !busy) onSend(templateBody(chosen, values))
  }

  if (templates.length === 0)
    return (
      <p className="text-ink-2 text-sm">
        The window is closed, and this number has no approved template that could be sent by hand. It opens
        again when the person writes.
      </p>
    )
  return (
    <form
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) submit(event)
      }}
      className="grid max-h-[50dvh] gap-3 overflow-y-auto"
    >
      <Field
        label="Template"
        hint={isClosed ? 'The window is closed: only an approved template may go out.' : undefined}
      >
        {(control) => (
          <Select
            {...control}
            value={chosenId}
            onChange={({ target }) => {
              setChosenId(target.value)
              setValues({})
            }}
          >
            <option value="">Choose a template</option>
            {templates.map(({ id, name, language, category }) => (
              <option key={id} value={id}>
                {name} · {language} · {category.toLowerCase()}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {chosen && (
        <div className="grid gap-4 md:grid-cols-2">
          <div className="grid content-start gap-3">
            {chosen.places.map((place) => (
              <Field key={placeKey(place)} label={placeLabel(place)}>
                {(control) => (
                  <Input
                    {...control}
                    type={place.kind === 'text' ? 'text' : 'url'}
                    value={values[placeKey(place)] ?? ''}
                    onChange={({ target }) => setValues({ ...values, [placeKey(place)]: target.value })}
                    autoComplete="off"
                  />
                )}
              </Field>
            ))}
            {chosen.places.length === 0 && <p className="text-ink-2 text-sm">There is nothing to fill in.</p>}
          </div>
          <section aria-label="Preview" className="rounded-lg bg-soft px-3 py-2 text-sm">
            <Parts parts={laid(chosen, values)} media="" />
          </section>
        </div>
      )}
      <div className="flex items-center justify-end gap-2">
        {onBack && (
          <Button variant="quiet" className="me-auto -ms-2" onClick={onBack}>
            Write a text
          </Button>
        )}
        <Button type="submit" variant="primary" busy={busy} disabled={!ready}>
          {busy ? 'Sending…' : 'Send template'}
        </Button>
      </div>
    </form>
  )
}

/** Places that are still empty stand as they are written. */
function laid(template: SendableTemplate, values: PlaceValues) {
  const filled = Object.fromEntries(
    template.places.map((place) => {
      const value = values[placeKey(place)]
      return [placeKey(place), value || (place.kind === 'text' ? `{{${place.name}}}` : '')]
    }),
  )
  return fillTemplate(template.shape, TemplateContent.parse(templateBody(template, filled)))
}
