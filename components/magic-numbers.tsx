'use client'

import { Field } from '@/components/ui/field'
import { RadioCards } from '@/components/ui/radio-cards'
import { Select } from '@/components/ui/select'
import { contractNumbers, disorderNumbers, providerErrorNumbers } from '@/lib/core/magic-numbers'
import { providerErrors } from '@/lib/core/provider-errors'

const options = contractNumbers.map(({ number, label }) => ({ value: number, mark: number, label }))
const more = [...disorderNumbers, ...providerErrorNumbers].map(({ number }) => number)

export function MagicNumbers({ value, onChange }: { value: string; onChange: (number: string) => void }) {
  const chosen = options.find((option) => option.value === value)?.value
  return (
    <div className="grid gap-3">
      <div className="grid gap-1.5">
        <span className="font-semibold text-sm">Magic numbers</span>
        <RadioCards label="Magic numbers" options={options} value={chosen} onChange={onChange} />
      </div>
      <Field
        label="Errors and disorder"
        hint={
          <>
            Meta’s errors, and reports out of order.{' '}
            <a
              className="underline underline-offset-4"
              href="/docs/test-mode"
              target="_blank"
              rel="noreferrer"
            >
              All test numbers
            </a>
          </>
        }
      >
        {(control) => (
          <Select
            {...control}
            value={more.includes(value) ? value : ''}
            onChange={(event) => event.target.value && onChange(event.target.value)}
          >
            <option value="">None</option>
            <optgroup label="Reports in disorder">
              {disorderNumbers.map(({ number, label }) => (
                <option key={number} value={number}>
                  {label}
                </option>
              ))}
            </optgroup>
            <optgroup label="Errors of Meta">
              {providerErrorNumbers.map(({ number, providerCode }) => (
                <option key={number} value={number}>
                  {providerCode} · {providerErrors.get(providerCode)?.title}
                </option>
              ))}
            </optgroup>
          </Select>
        )}
      </Field>
    </div>
  )
}
