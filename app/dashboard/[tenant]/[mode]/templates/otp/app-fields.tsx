'use client'

import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'

type App = { packageName: string; signatureHash: string; accepted: boolean }
type Props = {
  value: App
  onChange: (app: App) => void
  needsTerms: boolean
  faultAt: (field: string) => string | undefined
}

/** The Android app that the code is handed to. */
export function AppFields({ value, onChange, needsTerms, faultAt }: Props) {
  return (
    <fieldset className="grid gap-4">
      <legend className="sr-only">Your Android app</legend>
      <div className="grid gap-4 md:grid-cols-2">
        <Field label="Package name" hint="Such as com.example.app." error={faultAt('supported_apps')}>
          {(control) => (
            <Input
              {...control}
              value={value.packageName}
              onChange={(event) => onChange({ ...value, packageName: event.target.value })}
              autoComplete="off"
              spellCheck={false}
            />
          )}
        </Field>
        <Field label="Signature hash" hint="11 characters, from your signing key.">
          {(control) => (
            <Input
              {...control}
              value={value.signatureHash}
              onChange={(event) => onChange({ ...value, signatureHash: event.target.value })}
              maxLength={11}
              autoComplete="off"
              spellCheck={false}
            />
          )}
        </Field>
      </div>
      {needsTerms && (
        <Checkbox
          checked={value.accepted}
          onChange={(event) => onChange({ ...value, accepted: event.target.checked })}
        >
          I accept Meta’s terms for zero-tap, and people know that codes are filled in for them
        </Checkbox>
      )}
      {faultAt('zero_tap_terms_accepted') && (
        <p role="alert" className="text-danger text-sm">
          {faultAt('zero_tap_terms_accepted')}
        </p>
      )}
    </fieldset>
  )
}
