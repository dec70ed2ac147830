'use client'

import { Checkbox } from '@/components/ui/checkbox'
import { FieldError } from '@/components/ui/field'
import { RadioCards } from '@/components/ui/radio-cards'
import { scopePresets, scopes } from '@/lib/core/scopes'
import type { KeyFormState } from './key-form'
import { type Access, accessWords } from './presets'

/** A preset, or the scopes one by one, which begin as those of the preset that was chosen before. */
export function AccessField({
  form,
}: {
  form: Pick<KeyFormState, 'watch' | 'setValue' | 'register' | 'formState'>
}) {
  const access = form.watch('preset') ?? 'full'
  const fault = form.formState.errors.scopes?.message

  function choose(next: Access) {
    if (next === access) return
    form.setValue('scopes', next === 'custom' && access !== 'custom' ? [...scopePresets[access]] : [])
    form.setValue('preset', next, { shouldDirty: true, shouldValidate: form.formState.isSubmitted })
  }

  return (
    <div className="grid gap-1.5">
      <span className="font-semibold text-sm">Access</span>
      <RadioCards label="Access" options={accessWords} value={access} onChange={choose} />
      {access === 'custom' && (
        <fieldset
          className="grid grid-cols-2 gap-x-4 gap-y-0.5 rounded-md border border-control px-3 py-2 sm:grid-cols-3"
          aria-describedby={fault ? 'scopes-fault' : undefined}
        >
          <legend className="sr-only">Scopes</legend>
          {scopes.map((scope) => (
            <Checkbox key={scope} value={scope} {...form.register('scopes')}>
              <span className="type-mono text-xs">{scope}</span>
            </Checkbox>
          ))}
        </fieldset>
      )}
      {fault && <FieldError id="scopes-fault">{fault}</FieldError>}
    </div>
  )
}
