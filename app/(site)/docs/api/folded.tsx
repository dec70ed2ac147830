import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from '@/components/ui/cn'

/** Something that opens when asked to, without a script. */
export function Folded({
  title,
  className,
  children,
}: {
  title: string
  className?: string
  children: ReactNode
}) {
  return (
    <details className={cn('group min-w-0', className)}>
      <summary className="flex min-h-6 list-none items-center gap-1.5 font-semibold text-sm pointer-coarse:min-h-11 [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden
          className="size-3.5 text-ink-3 transition-transform group-open:rotate-90 rtl:-scale-x-100"
        />
        {title}
      </summary>
      {children}
    </details>
  )
}
