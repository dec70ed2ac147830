import type { ComponentProps } from 'react'
import { cn } from '@/components/ui/cn'

/** The browser's own list: long ones are searched by typing, and a phone shows them its own way. */
export function Select({ className, ...props }: ComponentProps<'select'>) {
  return (
    <select
      className={cn(
        'h-9 w-full min-w-0 rounded-md border border-control bg-surface px-2 text-base text-ink transition-colors',
        'hover:border-ink-2 disabled:opacity-55 aria-invalid:border-danger pointer-coarse:h-11 pointer-coarse:text-lg',
        className,
      )}
      {...props}
    />
  )
}
