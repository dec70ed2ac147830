'use client'

import { useLinkStatus } from 'next/link'

/** Inside a link: tints it while what it leads to is on its way, so that no press goes unanswered. */
export function LinkPending() {
  const { pending } = useLinkStatus()
  return pending ? <span aria-hidden className="absolute inset-0 animate-late bg-primary/10" /> : null
}
