import type { ComponentProps } from 'react'
import { cn } from '@/components/ui/cn'

export function Textarea({ className, ...props }: ComponentProps<'textarea'>) {
  return (
    <textarea
      className={cn(
        'w-full rounded-md border border-control bg-surface px-3 py-2 text-base text-ink transition-colors',
        'hover:border-ink-2 disabled:opacity-55 aria-invalid:border-danger pointer-coarse:text-lg',
        className,
      )}
      {...props}
    />
  )
}
