'use client'

import { Switch as Radix } from 'radix-ui'
import { type ReactNode, useId } from 'react'

type Props = { checked: boolean; onChange: (checked: boolean) => void; children: ReactNode }

export function Switch({ checked, onChange, children }: Props) {
  const id = useId()
  return (
    <span className="inline-flex min-h-8 items-center gap-2 text-sm pointer-coarse:min-h-11">
      <Radix.Root
        id={id}
        checked={checked}
        onCheckedChange={onChange}
        className="relative h-5 w-9 shrink-0 rounded-md border border-control bg-surface transition-colors data-[state=checked]:border-primary data-[state=checked]:bg-soft before:absolute before:-inset-1"
      >
        <Radix.Thumb className="block size-3 translate-x-[3px] rounded-sm bg-ink-3 transition-transform data-[state=checked]:translate-x-[19px] data-[state=checked]:bg-primary rtl:-translate-x-[3px] rtl:data-[state=checked]:-translate-x-[19px]" />
      </Radix.Root>
      <label htmlFor={id} className="text-ink-2">
        {children}
      </label>
    </span>
  )
}
