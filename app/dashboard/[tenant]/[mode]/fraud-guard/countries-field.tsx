'use client'

import { Controller, type UseFormReturn } from 'react-hook-form'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { GuardValues } from './guard-form'
import { Rule } from './rule-fields'

type Props = { form: UseFormReturn<GuardValues> }

export function CountriesField({ form }: Props) {
  const { invalid } = form.getFieldState('settings.allowed_countries', form.formState)
  return (
    <Rule form={form} rule="allowed_countries" says="Only numbers of these countries get a code.">
      <div className="md:col-span-3">
        <Field
          label="Country codes"
          hint="ISO 3166, with commas between them: US, CA, NG"
          error={invalid ? 'One or more ISO 3166 codes, each named once.' : undefined}
        >
          {(control) => (
            <Controller
              control={form.control}
              name="settings.allowed_countries"
              render={({ field }) => (
                <Input
                  {...control}
                  ref={field.ref}
                  name={field.name}
                  onBlur={field.onBlur}
                  defaultValue={field.value?.join(', ')}
                  onChange={(event) => field.onChange(codesIn(event.target.value))}
                  autoComplete="off"
                  spellCheck={false}
                  className="type-mono text-sm uppercase"
                />
              )}
            />
          )}
        </Field>
      </div>
    </Rule>
  )
}

function codesIn(text: string): string[] {
  return text
    .toUpperCase()
    .split(/[\s,;]+/)
    .filter(Boolean)
}
