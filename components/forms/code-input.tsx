'use client'

import type { ComponentProps } from 'react'
import { cn } from '@/components/ui/cn'

type Props = Omit<ComponentProps<'input'>, 'value' | 'onChange' | 'maxLength'> & {
  value: string
  onCode: (digits: string) => void
  length: number
}

/** One real input, whatever is drawn of it: a screen reader, a keyboard's suggestion and a paste all find one field. */
export function CodeInput({ value, onCode, length, className, ...props }: Props) {
  return (
    <div className={cn('group relative', className)}>
      <div
        aria-hidden
        className="grid gap-2"
        style={{ gridTemplateColumns: `repeat(${length}, minmax(0, 1fr))` }}
      >
        {Array.from({ length }, (_, place) => place).map((place) => (
          <span
            key={place}
            className={cn(
              'type-mono grid h-14 place-items-center rounded-md border bg-surface text-2xl transition-colors',
              place === Math.min(value.length, length - 1)
                ? 'border-control group-focus-within:border-primary group-focus-within:outline-2 group-focus-within:outline-primary group-focus-within:outline-offset-2'
                : 'border-control',
              props['aria-invalid'] && 'border-danger',
            )}
          >
            {value[place]}
          </span>
        ))}
      </div>
      <input
        {...props}
        value={value}
        onChange={(event) => onCode(event.target.value.replaceAll(/[^0-9]/g, '').slice(0, length))}
        type="text"
        inputMode="numeric"
        autoComplete="one-time-code"
        spellCheck={false}
        className="absolute inset-0 size-full cursor-text opacity-0"
      />
    </div>
  )
}
