'use client'

import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import type { TemplateGroups } from '@/lib/templates/group-schema'

type Props = {
  accounts: TemplateGroups['accounts']
  value: string | undefined
  onChange: (account: string) => void
}

/** Asked only where there is a choice. */
export function AccountField({ accounts, value, onChange }: Props) {
  if (accounts.length < 2) return null
  return (
    <Field label="WhatsApp account" hint="A template belongs to one account and all its numbers.">
      {(control) => (
        <Select
          {...control}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          className="max-w-md"
        >
          {accounts.map(({ id, waba_id, name }) => (
            <option key={waba_id} value={id ?? ''}>
              {name ?? waba_id} · {waba_id}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}
