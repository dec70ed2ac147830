'use client'

import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Textarea } from '@/components/ui/textarea'
import { parameterTexts, textAt, withParameters, withText } from './body-values'
import type { RequestBody } from './request-code'

type Props = { body: RequestBody; onChange: (body: RequestBody) => void }

export function TemplateFields({ body, onChange }: Props) {
  const language = ['template', 'language', 'code']
  return (
    <>
      <div className="grid grid-cols-[1fr_7rem] gap-4">
        <Field label="Template">
          {(control) => (
            <Input
              {...control}
              value={textAt(body, ['template', 'name'])}
              onChange={({ target }) => onChange(withText(body, ['template', 'name'], target.value))}
              placeholder="order_update"
              autoComplete="off"
              className="type-mono text-sm"
            />
          )}
        </Field>
        <Field label="Language">
          {(control) => (
            <Input
              {...control}
              value={textAt(body, language)}
              onChange={({ target }) => onChange(withText(body, language, target.value))}
              autoComplete="off"
              className="type-mono text-sm"
            />
          )}
        </Field>
      </div>
      <Field label="Parameters of its text" optional hint="One a line, in their order.">
        {(control) => (
          <Textarea
            {...control}
            rows={3}
            value={parameterTexts(body)}
            onChange={({ target }) => onChange(withParameters(body, target.value))}
          />
        )}
      </Field>
    </>
  )
}
