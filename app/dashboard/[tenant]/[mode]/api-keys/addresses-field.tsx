'use client'

import { Controller, type FieldErrors } from 'react-hook-form'
import { Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/textarea'
import type { KeyFormState, KeyValues } from './key-form'

/** One entry a line; a line's place in the text is its place in the list, so that a fault can name it. */
export function AddressesField({ form }: { form: Pick<KeyFormState, 'control' | 'formState'> }) {
  const faults = faultsOf(form.formState.errors.allowed_addresses)
  const error = faults.length > 0 && (
    <span className="grid gap-1">
      {faults.map((fault) => (
        <span key={fault}>{fault}</span>
      ))}
    </span>
  )
  return (
    <Field
      label="Allowed addresses"
      optional
      hint="One address or CIDR a line, IPv4 or IPv6. Empty: the key works from anywhere."
      error={error || undefined}
    >
      {(control) => (
        <Controller
          control={form.control}
          name="allowed_addresses"
          render={({ field }) => (
            <Textarea
              {...control}
              {...field}
              value={(field.value ?? []).join('\n')}
              onChange={(event) => field.onChange(event.target.value.split('\n'))}
              rows={3}
              spellCheck={false}
              autoCapitalize="off"
              autoCorrect="off"
              placeholder={'203.0.113.7\n2001:db8::/48'}
              className="type-mono text-xs"
            />
          )}
        />
      )}
    </Field>
  )
}

function faultsOf(fault: FieldErrors<KeyValues>['allowed_addresses']): string[] {
  if (!fault) return []
  const lines = Array.from({ length: fault.length ?? 0 }, (_, at) => ({ at, message: fault[at]?.message }))
  return [
    ...(fault.message ? [fault.message] : []),
    ...lines.flatMap(({ at, message }) => (message ? [`Line ${at + 1}: ${message}`] : [])),
  ]
}
