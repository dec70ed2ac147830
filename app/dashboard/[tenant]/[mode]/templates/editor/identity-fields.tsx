'use client'

import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { RadioCards } from '@/components/ui/radio-cards'
import { Select } from '@/components/ui/select'
import type { Fault } from '@/lib/core/errors'
import { languageName, templateLanguages } from '@/lib/templates/language-schema'
import type { Identity } from './template-editor'

type Props = {
  value: Identity
  onChange: (identity: Identity) => void
  /** Of a template that is there already, name and language stay. */
  isKept: boolean
  isApproved: boolean
  faults: Fault[]
}

const kinds = [
  {
    value: 'utility',
    label: 'Utility',
    hint: 'About something that the person asked for: an order, an appointment.',
  },
  {
    value: 'marketing',
    label: 'Marketing',
    hint: 'Offers, news, and whatever is neither utility nor a code.',
  },
] as const

export function IdentityFields({ value, onChange, isKept, isApproved, faults }: Props) {
  const fault = faults.find(({ path }) => path === 'name')
  return (
    <>
      {isKept ? (
        <p className="text-ink-2 text-sm">
          <span className="type-mono text-xs">{value.name}</span> in {languageName(value.language)}
        </p>
      ) : (
        <div className="grid gap-4 md:grid-cols-2">
          <Field
            label="Name"
            hint="Lower-case letters, digits and underscores."
            error={value.name !== '' && fault && `${fault.message} ${fault.fix ?? ''}`}
          >
            {(control) => (
              <Input
                {...control}
                value={value.name}
                onChange={(event) => onChange({ ...value, name: event.target.value })}
                autoComplete="off"
                spellCheck={false}
                className="type-mono text-sm"
              />
            )}
          </Field>
          <Field label="Language">
            {(control) => (
              <Select
                {...control}
                value={value.language}
                onChange={(event) => onChange({ ...value, language: event.target.value })}
              >
                {Object.keys(templateLanguages).map((code) => (
                  <option key={code} value={code}>
                    {languageName(code)}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        </div>
      )}
      {!isApproved && (
        <RadioCards
          label="Category"
          options={kinds}
          value={value.category}
          onChange={(category) => onChange({ ...value, category })}
        />
      )}
    </>
  )
}
