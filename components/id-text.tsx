import { cn } from '@/components/ui/cn'
import { CopyButton } from '@/components/ui/copy-button'

type Props = { id: string; noun: string; className?: string; whole?: boolean | undefined }

/** An id with its copy button. Shortened in the middle: both ends are what people compare. */
export function IdText({ id, noun, className, whole }: Props) {
  return (
    <span className={cn('inline-flex min-w-0 items-center gap-0.5', className)}>
      <span className="type-mono text-xs [overflow-wrap:anywhere]" title={id}>
        {whole ? id : shortenId(id)}
      </span>
      <CopyButton value={id} label={noun} className="relative z-10" />
    </span>
  )
}

export function shortenId(id: string): string {
  const head = id.includes('_') ? id.indexOf('_') + 5 : 8
  return id.length <= head + 5 ? id : `${id.slice(0, head)}…${id.slice(-4)}`
}
