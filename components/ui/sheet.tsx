'use client'

import { Dialog as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { CloseCorner } from '@/components/ui/dialog'

export const Sheet = Radix.Root
export const SheetTrigger = Radix.Trigger

type Props = { title: ReactNode; description?: ReactNode; children: ReactNode }

/** A drawer at the end of the line; on a phone it is the whole screen. */
export function SheetContent({ title, description, children }: Props) {
  return (
    <Radix.Portal>
      <Radix.Overlay className="fixed inset-0 z-40 animate-appear bg-veil" />
      <Radix.Content
        {...(description ? {} : { 'aria-describedby': undefined })}
        className="fixed inset-y-0 end-0 z-50 flex w-full animate-slide flex-col border-s bg-surface shadow-overlay outline-none md:w-[440px]"
      >
        <header className="grid gap-1 border-b px-5 py-4 pe-14">
          <Radix.Title className="type-display text-[1.0625rem] leading-6">{title}</Radix.Title>
          {description && <Radix.Description className="text-ink-2 text-sm">{description}</Radix.Description>}
        </header>
        {children}
        <CloseCorner />
      </Radix.Content>
    </Radix.Portal>
  )
}
