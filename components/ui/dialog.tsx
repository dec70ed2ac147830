'use client'

import { X } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import type { ComponentProps, ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'

export const Dialog = Radix.Root
export const DialogTrigger = Radix.Trigger
export const DialogClose = Radix.Close

type Props = Omit<ComponentProps<typeof Radix.Content>, 'title'> & {
  title: ReactNode
  description?: ReactNode
  closable?: boolean
  /** For a dialog that may open while another one is. */
  above?: boolean
}

export function DialogContent({
  title,
  description,
  closable = true,
  above = false,
  className,
  children,
  ...props
}: Props) {
  return (
    <Radix.Portal>
      <Radix.Overlay className={cn('fixed inset-0 z-40 animate-appear bg-veil', above && 'z-60')} />
      <Radix.Content
        {...(description ? {} : { 'aria-describedby': undefined })}
        className={cn(
          'fixed inset-x-3 top-[max(1rem,12vh)] z-50 mx-auto grid max-h-[calc(100dvh-1rem-max(1rem,12vh))] max-w-lg animate-rise gap-4',
          'overflow-y-auto rounded-lg border bg-surface p-5 shadow-overlay outline-none',
          above && 'z-60',
          className,
        )}
        {...props}
      >
        <header className="grid gap-1 pe-10">
          <Radix.Title className="type-display text-[1.0625rem] leading-6">{title}</Radix.Title>
          {description && <Radix.Description className="text-ink-2 text-sm">{description}</Radix.Description>}
        </header>
        {children}
        {closable && <CloseCorner />}
      </Radix.Content>
    </Radix.Portal>
  )
}

export function CloseCorner() {
  return (
    <Radix.Close asChild>
      <Button variant="quiet" size="icon" aria-label="Close" className="absolute end-3 top-3">
        <X aria-hidden className="size-4" />
      </Button>
    </Radix.Close>
  )
}

/** The last row of a dialog: its actions, the one that does it at the end. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap justify-end gap-2 border-t pt-4">{children}</div>
}
