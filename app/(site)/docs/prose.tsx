import Link from 'next/link'
import { type ComponentProps, Fragment, type ReactNode } from 'react'
import { cn } from '@/components/ui/cn'

export function TextLink({ className, ...props }: ComponentProps<typeof Link>) {
  return (
    <Link
      className={cn('underline decoration-control underline-offset-4 hover:decoration-ink', className)}
      {...props}
    />
  )
}

/** Words with `code` between backticks, as descriptions have it. */
export function Words({ children }: { children: string }) {
  return children.split('`').map((part, at) => {
    const key = `${at}${part}`
    return at % 2 === 1 ? <Code key={key}>{part}</Code> : <Fragment key={key}>{part}</Fragment>
  })
}

export function Code({ children }: { children: ReactNode }) {
  return <code className="type-mono break-words text-[0.92em] text-ink">{children}</code>
}
