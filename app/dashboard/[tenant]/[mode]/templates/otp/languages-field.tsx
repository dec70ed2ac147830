'use client'

import { X } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Field, FieldError } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { languageName, templateLanguages } from '@/lib/templates/language-schema'

type Props = {
  value: string[]
  onChange: (languages: string[]) => void
  error: string | undefined
}

const usual = ['en_US', 'es', 'pt_BR', 'fr', 'de', 'hi', 'id']

export function LanguagesField({ value, onChange, error }: Props) {
  const rest = Object.keys(templateLanguages).filter((code) => !value.includes(code))
  const missing = usual.filter((code) => !value.includes(code))
  return (
    <div className="grid gap-2">
      <Field label="Languages" hint="One call makes them all. People get codes in theirs.">
        {(control) => (
          <Select
            {...control}
            value=""
            onChange={(event) => onChange([...value, event.target.value])}
            className="max-w-md"
          >
            <option value="" disabled>
              Add a language…
            </option>
            {rest.map((code) => (
              <option key={code} value={code}>
                {languageName(code)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <ul aria-label="Chosen languages" className="flex flex-wrap gap-1.5">
        {value.map((code) => (
          <li
            key={code}
            className="inline-flex items-center gap-1 rounded-md border border-primary bg-soft ps-2.5 text-sm"
          >
            {languageName(code)}
            <Button
              variant="quiet"
              size="tiny"
              aria-label={`Remove ${languageName(code)}`}
              onClick={() => onChange(value.filter((one) => one !== code))}
              className="pointer-coarse:size-11"
            >
              <X aria-hidden className="size-3" />
            </Button>
          </li>
        ))}
        {missing.length > 0 && (
          <li>
            <Button size="small" onClick={() => onChange([...value, ...missing])}>
              Add the {missing.length} usual ones
            </Button>
          </li>
        )}
      </ul>
      {error && <FieldError>{error}</FieldError>}
    </div>
  )
}
