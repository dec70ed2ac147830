'use client'

import { Check, Copy, CopyX } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { useCopy } from '@/components/ui/use-copy'

type Props = {
  value: string
  /** What is copied, as a noun: its accessible name is "Copy" and this. */
  label: string
  /** Shown beside the icon; without it the icon stands alone. */
  text?: string
  variant?: 'secondary' | 'quiet' | 'primary'
  className?: string
  onCopied?: () => void
}

const icons = { idle: Copy, copied: Check, failed: CopyX }
const words = { idle: '', copied: 'Copied', failed: 'Could not copy' }

export function CopyButton({ value, label, text, variant = 'quiet', className, onCopied }: Props) {
  const { state, copy } = useCopy()
  const Icon = icons[state]
  return (
    <Button
      variant={variant}
      size={text ? 'medium' : 'tiny'}
      aria-label={text ? undefined : `Copy ${label}`}
      title={text ? undefined : words[state] || `Copy ${label}`}
      className={cn(!text && 'text-ink-3', className)}
      onClick={async () => {
        if (await copy(value)) onCopied?.()
      }}
    >
      <Icon aria-hidden className="size-3.5" />
      {text && (words[state] || text)}
      <span role="status" className="sr-only">
        {words[state]}
      </span>
    </Button>
  )
}
