'use client'

import { useState } from 'react'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { policy } from '@/lib/core/policy'
import type { KeyFormState } from './key-form'

const dayMilliseconds = 86_400_000
const choices = ['never', '7', '30', '90', '365', 'date'] as const
type Choice = (typeof choices)[number]
const words: Record<Choice, string> = {
  never: 'Never',
  7: 'In 7 days',
  30: 'In 30 days',
  90: 'In 90 days',
  365: 'In 365 days',
  date: 'On a date…',
}

export function ExpiryField({ form }: { form: Pick<KeyFormState, 'setValue' | 'formState'> }) {
  const [choice, setChoice] = useState<Choice>('never')
  const fault = form.formState.errors.expires_at
  const error = fault && (fault.type === 'server' ? fault.message : 'Choose a date.')

  function set(expiresAt: string | null) {
    form.setValue('expires_at', expiresAt, { shouldDirty: true, shouldValidate: form.formState.isSubmitted })
  }

  function choose(text: string) {
    const next = choices.find((candidate) => candidate === text) ?? 'never'
    setChoice(next)
    if (next === 'never') set(null)
    else if (next === 'date') set('')
    else set(new Date(Date.now() + Number(next) * dayMilliseconds).toISOString())
  }

  return (
    <div className="grid content-start gap-2">
      <Field label="Expires" error={choice === 'date' ? undefined : error}>
        {(control) => (
          <Select {...control} value={choice} onChange={(event) => choose(event.target.value)}>
            {choices.map((value) => (
              <option key={value} value={value}>
                {words[value]}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {choice === 'date' && (
        <Field label="Last day" hint="The key works until that day ends where you are." error={error}>
          {(control) => (
            <Input
              {...control}
              type="date"
              min={localDay(0)}
              max={localDay(policy.keys.lifetimeDaysMax - 1)}
              onChange={(event) => set(endOfDay(event.target.value))}
            />
          )}
        </Field>
      )}
    </div>
  )
}

/** Empty for what is no day, which the schema then refuses. */
function endOfDay(day: string): string {
  const end = new Date(`${day}T23:59:59.999`)
  return Number.isNaN(end.getTime()) ? '' : end.toISOString()
}

function localDay(fromToday: number): string {
  const day = new Date()
  day.setDate(day.getDate() + fromToday)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`
}
