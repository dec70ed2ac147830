'use client'

import { useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { useWarningBeforeLeaving } from '@/components/ui/use-warning-before-leaving'
import type { CreatedApiKey } from '@/lib/keys/schema'

export function NewKey({ created, onStored }: { created: CreatedApiKey; onStored: () => void }) {
  const [copied, setCopied] = useState(false)
  const ref = useRef<HTMLElement>(null)
  useWarningBeforeLeaving(!copied)
  // The button that made it is gone, and with it the focus.
  useEffect(() => ref.current?.focus(), [])

  return (
    <section ref={ref} tabIndex={-1} aria-label="Your new key" className="grid gap-3 outline-none">
      <p role="status" className="text-ink-2">
        It is shown this one time. Store it now; the request below has it filled in.
      </p>
      <code className="type-mono min-w-0 max-w-xl rounded-md border border-control bg-sunken px-3 py-2.5 text-xs [overflow-wrap:anywhere]">
        {created.key}
      </code>
      <div className="flex flex-wrap gap-2">
        <CopyButton
          value={created.key}
          label="key"
          text="Copy"
          variant="secondary"
          onCopied={() => setCopied(true)}
        />
        <CopyButton
          value={`HAWKSEND_API_KEY=${created.key}`}
          label=".env line"
          text="Copy as .env line"
          variant="secondary"
          onCopied={() => setCopied(true)}
        />
        <Button onClick={onStored}>I stored it</Button>
      </div>
    </section>
  )
}
