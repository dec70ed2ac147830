'use client'

import type { FieldError, UseFormReturn } from 'react-hook-form'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { policy } from '@/lib/core/policy'
import type { SendValues } from './send-form'

const { codeLength, expirySeconds, purposeLength } = policy.otp

type Props = { form: Pick<UseFormReturn<SendValues>, 'register' | 'formState'> }

export function SendFields({ form: { register, formState } }: Props) {
  const { errors } = formState
  return (
    <>
      <div className="grid grid-cols-2 gap-4">
        <Field
          label="Digits"
          hint={`${codeLength.min} to ${codeLength.max}`}
          error={inWords(errors.code_length, codeLength)}
        >
          {(control) => (
            <Input
              {...control}
              {...register('code_length', { valueAsNumber: true })}
              type="number"
              min={codeLength.min}
              max={codeLength.max}
            />
          )}
        </Field>
        <Field
          label="Expires after"
          hint={`${expirySeconds.min} to ${expirySeconds.max} seconds`}
          error={inWords(errors.expiry, expirySeconds)}
        >
          {(control) => (
            <Input
              {...control}
              {...register('expiry', { valueAsNumber: true })}
              type="number"
              min={expirySeconds.min}
              max={expirySeconds.max}
            />
          )}
        </Field>
      </div>
      <Field
        label="Purpose"
        optional
        hint="For your own logs; the recipient does not see it."
        error={errors.purpose?.message}
      >
        {(control) => (
          <Input
            {...control}
            {...register('purpose', { setValueAs: (text: string) => text || undefined })}
            maxLength={purposeLength}
            placeholder="sign-in"
            autoComplete="off"
          />
        )}
      </Field>
    </>
  )
}

/** The server says what is wrong with a number in its own words; before that, the range is all there is to say. */
function inWords(fault: FieldError | undefined, { min, max }: { min: number; max: number }) {
  if (!fault) return undefined
  return fault.type === 'server' ? fault.message : `A whole number from ${min} to ${max}.`
}
