'use client'

import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Textarea } from '@/components/ui/textarea'
import { variablesOf } from '@/lib/templates/component-schema'
import { templateLimits } from '@/lib/templates/lint-schema'
import type { TemplateDraft } from './draft'

type Props = { draft: TemplateDraft; onChange: (draft: TemplateDraft) => void }

export function TextFields({ draft, onChange }: Props) {
  const variables = variablesOf(`${draft.header} ${draft.body}`)
  return (
    <>
      <Field label="Header" optional hint={`${draft.header.length} of ${templateLimits.header}`}>
        {(control) => (
          <Input
            {...control}
            value={draft.header}
            onChange={(event) => onChange({ ...draft, header: event.target.value })}
          />
        )}
      </Field>
      <Field
        label="Body"
        hint={`${draft.body.length} of ${templateLimits.body}. Write variables as {{1}} or {{first_name}}, and *bold*.`}
      >
        {(control) => (
          <Textarea
            {...control}
            rows={5}
            value={draft.body}
            onChange={(event) => onChange({ ...draft, body: event.target.value })}
          />
        )}
      </Field>
      {variables.length > 0 && (
        <fieldset className="grid gap-2">
          <legend className="pb-1.5 font-semibold text-sm">Samples for the people who review it</legend>
          {variables.map((name) => (
            <div
              key={name}
              className="grid grid-cols-[minmax(5rem,auto)_minmax(0,1fr)] items-center gap-3 text-sm"
            >
              <span className="type-mono text-xs">{`{{${name}}}`}</span>
              <Input
                aria-label={`Sample of {{${name}}}`}
                value={draft.samples[name] ?? ''}
                onChange={(event) =>
                  onChange({ ...draft, samples: { ...draft.samples, [name]: event.target.value } })
                }
              />
            </div>
          ))}
        </fieldset>
      )}
      <Field label="Footer" optional hint={`${draft.footer.length} of ${templateLimits.footer}`}>
        {(control) => (
          <Input
            {...control}
            value={draft.footer}
            onChange={(event) => onChange({ ...draft, footer: event.target.value })}
          />
        )}
      </Field>
    </>
  )
}
