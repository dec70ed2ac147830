'use client'

import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import type { KeyFormState } from './key-form'
import type { SenderOption } from './sender-options'

type Props = { form: Pick<KeyFormState, 'register' | 'formState'>; senders: readonly SenderOption[] }

export function SenderField({ form, senders }: Props) {
  return (
    <Field label="Sends from" error={form.formState.errors.sender_id?.message}>
      {(control) => (
        <Select {...control} {...form.register('sender_id', { setValueAs: (id: string) => id || null })}>
          <option value="">Any sender</option>
          {senders.map(({ id, label }) => (
            <option key={id} value={id}>
              Only {label}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}
