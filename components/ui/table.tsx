import type { ComponentProps } from 'react'
import { cn } from '@/components/ui/cn'

/** A real table; where its container is narrow, each row becomes a card of two lines. */
export function Table({
  caption,
  className,
  children,
  ...props
}: ComponentProps<'table'> & { caption: string }) {
  return (
    <div className="@container">
      <table className={cn('w-full border-collapse text-sm @max-xl:block', className)} {...props}>
        <caption className="sr-only">{caption}</caption>
        {children}
      </table>
    </div>
  )
}

export function TableHead({ children }: ComponentProps<'thead'>) {
  return (
    <thead className="@max-xl:sr-only">
      <tr className="border-b">{children}</tr>
    </thead>
  )
}

export function TableBody({ children }: ComponentProps<'tbody'>) {
  return <tbody className="@max-xl:block">{children}</tbody>
}

export function HeadCell({ className, ...props }: ComponentProps<'th'>) {
  return (
    <th
      scope="col"
      className={cn('h-8 px-2 text-start font-semibold text-ink-3 text-xs', className)}
      {...props}
    />
  )
}

export function Row({ className, ...props }: ComponentProps<'tr'>) {
  return (
    <tr
      className={cn(
        'relative h-10 border-b transition-colors hover:bg-sunken',
        '@max-xl:grid @max-xl:h-auto @max-xl:grid-cols-[1fr_auto] @max-xl:items-center @max-xl:gap-y-1 @max-xl:py-2',
        className,
      )}
      {...props}
    />
  )
}

export function Cell({ className, ...props }: ComponentProps<'td'>) {
  return <td className={cn('px-2 py-1 text-start', className)} {...props} />
}
