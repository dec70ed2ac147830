'use client'

import { DropdownMenu } from 'radix-ui'
import type { ComponentProps } from 'react'
import { cn } from '@/components/ui/cn'

export const Menu = DropdownMenu.Root
export const MenuTrigger = DropdownMenu.Trigger

export function MenuContent({ className, ...props }: ComponentProps<typeof DropdownMenu.Content>) {
  return (
    <DropdownMenu.Portal>
      <DropdownMenu.Content
        align="start"
        sideOffset={6}
        collisionPadding={8}
        className={cn(
          'z-50 min-w-48 animate-rise rounded-lg border bg-surface p-1 shadow-overlay outline-none',
          className,
        )}
        {...props}
      />
    </DropdownMenu.Portal>
  )
}

/** Marks the chosen one with the bar at its start, as the navigation does. */
export function MenuItem({
  current,
  className,
  ...props
}: ComponentProps<typeof DropdownMenu.Item> & { current?: boolean }) {
  return (
    <DropdownMenu.Item
      aria-current={current || undefined}
      className={cn(
        'flex min-h-8 cursor-pointer select-none items-center gap-2 border-transparent border-s-2 px-2.5 text-sm outline-none',
        'data-[highlighted]:bg-sunken aria-[current]:border-primary aria-[current]:font-semibold pointer-coarse:min-h-11',
        className,
      )}
      {...props}
    />
  )
}
