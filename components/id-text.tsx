import Link from 'next/link'
import { cn } from '@/components/ui/cn'
import { CopyButton } from '@/components/ui/copy-button'

type Props = {
  id: string
  noun: string
  className?: string
  whole?: boolean | undefined
  /** Where it leads, when it is told of elsewhere. */
  href?: string | undefined
}

/** An id with its copy button. Shortened in the middle: both ends are what people compare. */
export function IdText({ id, noun, className, whole, href }: Props) {
  const text = whole ? id : shortenId(id)
  const look = 'type-mono text-xs [overflow-wrap:anywhere]'
  return (
    <span className={cn('inline-flex min-w-0 items-center gap-0.5', className)}>
      {href ? (
        <Link href={href} prefetch={false} title={id} className={cn(look, 'underline underline-offset-4')}>
          {text}
        </Link>
      ) : (
        <span className={look} title={id}>
          {text}
        </span>
      )}
      <CopyButton value={id} label={noun} className="relative z-10" />
    </span>
  )
}

export function shortenId(id: string): string {
  const head = id.includes('_') ? id.indexOf('_') + 5 : 8
  return id.length <= head + 5 ? id : `${id.slice(0, head)}…${id.slice(-4)}`
}
