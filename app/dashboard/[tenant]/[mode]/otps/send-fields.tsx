'use client'

import type { UseFormReturn } from 'react-hook-form'
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
          error={errors.code_length?.message}
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
          error={errors.expiry?.message}
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
