'use client'

import { IdText } from '@/components/id-text'
import { Button } from '@/components/ui/button'

/** A screen that could not be drawn: what to quote, and a way to try again. */
export function ErrorNotice({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = digestOf(error)
  return (
    <section role="alert" className="grid justify-items-start gap-3">
      <h1 className="type-display text-2xl">This page could not be loaded</h1>
      <p className="max-w-[60ch] text-ink-2">
        Something failed on our side. Nothing you sent was changed by it. Try again; if it stays, quote the
        reference below.
      </p>
      {digest && <IdText id={digest} noun="reference" whole className="text-ink-2" />}
      <Button variant="primary" onClick={retry}>
        Retry
      </Button>
    </section>
  )
}

function digestOf(error: unknown): string | null {
  return error instanceof Error && 'digest' in error && typeof error.digest === 'string' ? error.digest : null
}
