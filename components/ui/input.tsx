import type { ComponentProps } from 'react'
import { cn } from '@/components/ui/cn'

export function Input({ className, ...props }: ComponentProps<'input'>) {
  return (
    <input
      className={cn(
        'h-9 w-full rounded-md border border-control bg-surface px-3 text-base text-ink transition-colors',
        'hover:border-ink-2 disabled:opacity-55 aria-invalid:border-danger pointer-coarse:h-11 pointer-coarse:text-lg',
        className,
      )}
      {...props}
    />
  )
}
