'use client'

import { MagicNumbers } from '@/components/magic-numbers'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { Textarea } from '@/components/ui/textarea'
import type { Mode } from '@/lib/core/context'
import { PhoneNumber, suggestE164 } from '@/lib/core/phone'
import { typeWords } from '../message-words'
import { composedTypes, startOf, textAt, withText } from './body-values'
import { ButtonFields } from './button-fields'
import type { RequestBody } from './request-code'
import { TemplateFields } from './template-fields'

type Props = { body: RequestBody; mode: Mode; onChange: (body: RequestBody) => void }

export function BodyFields({ body, mode, onChange }: Props) {
  const type = composedTypes.find((name) => name === body.type)
  const to = textAt(body, ['to'])
  const fault = to === '' ? null : PhoneNumber.safeParse(to).error
  const suggestion = fault && suggestE164(to)
  const change = (path: readonly string[], text: string) => onChange(withText(body, path, text))
  return (
    <div className="grid content-start gap-5 pt-2">
      <Field
        label="Phone number"
        hint={fault ? undefined : 'E.164: a plus, the country code and the number.'}
        error={
          fault && (
            <>
              Must be E.164.{' '}
              {suggestion && (
                <button
                  type="button"
                  className="min-h-6 font-semibold underline"
                  onClick={() => change(['to'], suggestion)}
                >
                  Use {suggestion}
                </button>
              )}
            </>
          )
        }
      >
        {(control) => (
          <Input
            {...control}
            value={to}
            onChange={({ target }) => change(['to'], target.value)}
            type="tel"
            autoComplete="off"
            className="type-mono text-sm"
          />
        )}
      </Field>
      <Field label="Type">
        {(control) => (
          <Select
            {...control}
            value={type ?? ''}
            onChange={({ target }) => {
              const chosen = composedTypes.find((name) => name === target.value)
              if (chosen) onChange(startOf(body, chosen))
            }}
          >
            {!type && <option value="">{String(body.type ?? 'none')}, as in the code</option>}
            {composedTypes.map((name) => (
              <option key={name} value={name}>
                {name === 'interactive' ? 'Buttons' : typeWords[name]}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {type === 'text' && (
        <Field label="Text">
          {(control) => (
            <Textarea
              {...control}
              rows={4}
              value={textAt(body, ['text', 'body'])}
              onChange={({ target }) => change(['text', 'body'], target.value)}
            />
          )}
        </Field>
      )}
      {type === 'image' && (
        <>
          <Field label="Link to the picture" hint="JPEG or PNG, at most 5 MB. Meta fetches it.">
            {(control) => (
              <Input
                {...control}
                type="url"
                value={textAt(body, ['image', 'link'])}
                onChange={({ target }) => change(['image', 'link'], target.value)}
              />
            )}
          </Field>
          <Field label="Caption" optional>
            {(control) => (
              <Input
                {...control}
                value={textAt(body, ['image', 'caption'])}
                onChange={({ target }) => change(['image', 'caption'], target.value)}
              />
            )}
          </Field>
        </>
      )}
      {type === 'template' && <TemplateFields body={body} onChange={onChange} />}
      {type === 'interactive' && <ButtonFields body={body} onChange={onChange} />}
      {!type && (
        <p className="text-ink-2 text-sm">This type has no form here; its code can be sent as it is.</p>
      )}
      {mode === 'test' && <MagicNumbers value={to} onChange={(number) => change(['to'], number)} />}
    </div>
  )
}
