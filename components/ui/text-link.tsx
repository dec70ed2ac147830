import Link from 'next/link'
import type { ComponentProps } from 'react'
import { cn } from '@/components/ui/cn'

/** A link within, or right below, what is read. */
export function TextLink({ className, ...props }: ComponentProps<typeof Link>) {
  return (
    <Link
      className={cn(
        'rounded-sm font-semibold text-ink underline decoration-control underline-offset-4 hover:decoration-ink',
        className,
      )}
      {...props}
    />
  )
}
