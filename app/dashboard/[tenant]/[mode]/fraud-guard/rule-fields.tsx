'use client'

import type { ReactNode } from 'react'
import type { FieldPath, UseFormReturn } from 'react-hook-form'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Switch } from '@/components/ui/switch'
import { policy } from '@/lib/core/policy'
import { defaultGuard } from '@/lib/otp/guard-schema'
import type { GuardRule } from '@/lib/otp/schema'
import type { GuardValues } from './guard-form'
import { ruleWords } from './words'

const { prefixVelocity, sequentialNumbers, conversion, capMax } = policy.otp.guard
const cap = { min: 1, max: capMax }

export type GuardFormApi = Pick<
  UseFormReturn<GuardValues>,
  'register' | 'formState' | 'watch' | 'setValue' | 'getFieldState'
>
type Props = { form: GuardFormApi }

export function RuleFields({ form }: Props) {
  return (
    <>
      <Rule
        form={form}
        rule="prefix_velocity"
        says="A block is 10,000 numbers that differ in the last four digits. When too many of them get a code, the block rests."
      >
        <NumberField
          form={form}
          name="settings.prefix_velocity.distinct_numbers"
          label="Numbers"
          bounds={prefixVelocity.distinctNumbers}
        />
        <NumberField
          form={form}
          name="settings.prefix_velocity.window_seconds"
          label="Within, in seconds"
          bounds={prefixVelocity.windowSeconds}
        />
        <NumberField
          form={form}
          name="settings.prefix_velocity.rest_seconds"
          label="Rests for, in seconds"
          bounds={prefixVelocity.restSeconds}
        />
      </Rule>
      <Rule
        form={form}
        rule="sequential_numbers"
        says="People do not ask for codes in the order of their numbers."
      >
        <NumberField
          form={form}
          name="settings.sequential_numbers.count"
          label="Numbers in a row"
          bounds={sequentialNumbers.count}
        />
        <NumberField
          form={form}
          name="settings.sequential_numbers.window_seconds"
          label="Within, in seconds"
          bounds={sequentialNumbers.windowSeconds}
        />
      </Rule>
      <Rule
        form={form}
        rule="conversion"
        says="Holds all sends while too few codes are verified. Codes still on their way are not counted."
      >
        <NumberField
          form={form}
          name="settings.conversion.min_ratio"
          label="Verified share"
          bounds={conversion.minRatio}
          step={0.01}
        />
        <NumberField
          form={form}
          name="settings.conversion.min_sends"
          label="After so many codes"
          bounds={conversion.minSends}
        />
        <NumberField
          form={form}
          name="settings.conversion.window_seconds"
          label="Within, in seconds"
          bounds={conversion.windowSeconds}
        />
      </Rule>
      <Rule form={form} rule="hourly_cap" says="Counted exactly, also for sends at the same moment.">
        <NumberField form={form} name="settings.hourly_cap" label="Sends in any hour" bounds={cap} />
      </Rule>
      <Rule form={form} rule="daily_cap" says="Counted exactly, also for sends at the same moment.">
        <NumberField form={form} name="settings.daily_cap" label="Sends in any 24 hours" bounds={cap} />
      </Rule>
    </>
  )
}

/** What a rule begins with when it is switched on. */
const beginnings = {
  ...defaultGuard,
  allowed_countries: [],
  hourly_cap: 500,
  daily_cap: 5_000,
}

type RuleProps = { form: GuardFormApi; rule: GuardRule; says: string; children: ReactNode }

/** A rule that is off keeps nothing, and shows no fields. */
export function Rule({ form, rule, says, children }: RuleProps) {
  const isOn = form.watch(`settings.${rule}`) !== null
  return (
    <section aria-label={ruleWords[rule]} className="grid gap-3 border-b py-4">
      <div className="flex items-start justify-between gap-4">
        <div className="grid gap-0.5">
          <h3 className="font-semibold text-sm">{ruleWords[rule]}</h3>
          <p className="max-w-[60ch] text-ink-2 text-xs">{says}</p>
        </div>
        <Switch
          checked={isOn}
          onChange={(on) =>
            form.setValue(`settings.${rule}`, on ? beginnings[rule] : null, { shouldDirty: true })
          }
        >
          <span className="sr-only">{ruleWords[rule]}: </span>
          {isOn ? 'On' : 'Off'}
        </Switch>
      </div>
      {isOn && <div className="grid gap-4 md:grid-cols-3">{children}</div>}
    </section>
  )
}

type NumberProps = {
  form: GuardFormApi
  name: FieldPath<GuardValues>
  label: string
  bounds: { min: number; max: number }
  step?: number
}

function NumberField({ form, name, label, bounds, step = 1 }: NumberProps) {
  const { invalid } = form.getFieldState(name, form.formState)
  const range = `${bounds.min} to ${bounds.max.toLocaleString('en')}`
  return (
    <Field label={label} hint={range} error={invalid ? `A number from ${range}.` : undefined}>
      {(control) => (
        <Input
          {...control}
          {...form.register(name, { valueAsNumber: true })}
          type="number"
          min={bounds.min}
          max={bounds.max}
          step={step}
        />
      )}
    </Field>
  )
}
