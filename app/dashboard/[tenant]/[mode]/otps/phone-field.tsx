'use client'

import type { UseFormReturn } from 'react-hook-form'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { suggestE164 } from '@/lib/core/phone'
import type { SendValues } from './send-form'

type Props = { form: Pick<UseFormReturn<SendValues>, 'register' | 'formState' | 'getValues' | 'setValue'> }

export function PhoneField({ form: { register, formState, getValues, setValue } }: Props) {
  const fault = formState.errors.to
  const suggestion = fault && suggestE164(getValues('to'))
  const error = fault && (
    <>
      {fault.message}{' '}
      {suggestion && (
        <button
          type="button"
          className="min-h-6 font-semibold underline"
          onClick={() => setValue('to', suggestion, { shouldValidate: true })}
        >
          Use {suggestion}
        </button>
      )}
    </>
  )
  return (
    <Field
      label="Phone number"
      hint={fault ? undefined : 'E.164: a plus, the country code and the number.'}
      error={error}
    >
      {(control) => (
        <Input {...control} {...register('to')} type="tel" autoComplete="off" className="type-mono text-sm" />
      )}
    </Field>
  )
}
