'use client'

import { Popover as Radix } from 'radix-ui'
import type { ReactNode } from 'react'

type Props = { label: string; trigger: ReactNode; className?: string; children: ReactNode }

/** More about what is written there, for whoever presses it. */
export function Popover({ label, trigger, className, children }: Props) {
  return (
    <Radix.Root>
      <Radix.Trigger
        className={`min-h-6 rounded-sm text-start underline decoration-dotted underline-offset-4 hover:decoration-solid ${className ?? ''}`}
      >
        {trigger}
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          aria-label={label}
          align="start"
          sideOffset={6}
          collisionPadding={8}
          className="z-50 max-h-(--radix-popover-content-available-height) max-w-[min(22rem,calc(100vw-1rem))] animate-rise overflow-y-auto rounded-lg border bg-surface p-3 shadow-overlay"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
