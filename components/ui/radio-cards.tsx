'use client'

import { RadioGroup } from 'radix-ui'
import type { ReactNode } from 'react'

export type RadioCard<Value extends string> = {
  value: Value
  label: ReactNode
  hint?: ReactNode
  mark?: ReactNode
}
type Props<Value extends string> = {
  label: string
  options: readonly RadioCard<Value>[]
  value: Value | undefined
  onChange: (value: Value) => void
}

/** One of a few, each with a line that says what it means. */
export function RadioCards<Value extends string>({ label, options, value, onChange }: Props<Value>) {
  const choose = (chosen: string) => {
    const option = options.find((candidate) => candidate.value === chosen)
    if (option) onChange(option.value)
  }
  return (
    <RadioGroup.Root
      aria-label={label}
      value={value ?? null}
      onValueChange={choose}
      className="rounded-md border border-control bg-surface"
    >
      {options.map((option) => (
        <RadioGroup.Item
          key={option.value}
          value={option.value}
          className="group grid w-full grid-cols-[14px_1fr_auto] items-center gap-x-2.5 border-b px-3 py-2 text-start transition-colors first-of-type:rounded-t-sm last-of-type:rounded-b-sm last-of-type:border-b-0 hover:bg-sunken data-[state=checked]:bg-soft pointer-coarse:py-3"
        >
          <span className="grid size-3.5 place-items-center rounded-full border border-control group-data-[state=checked]:border-primary">
            <RadioGroup.Indicator className="size-2 rounded-full border-4 border-primary" />
          </span>
          <span className="font-semibold text-sm">{option.label}</span>
          <span className="type-mono text-ink-2 text-xs">{option.mark}</span>
          {option.hint && <span className="col-start-2 text-ink-2 text-xs">{option.hint}</span>}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  )
}
