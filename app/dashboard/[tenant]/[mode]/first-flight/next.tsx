'use client'

import Link from 'next/link'
import { useEffect, useRef } from 'react'
import { Button } from '@/components/ui/button'

/** Where it goes from the first verified code. */
export function Next({ base, takesFocus }: { base: string; takesFocus: boolean }) {
  const heading = useRef<HTMLHeadingElement>(null)
  // The field of the code is gone, and with it the focus.
  useEffect(() => {
    if (takesFocus) heading.current?.focus()
  }, [takesFocus])
  return (
    <li className="grid gap-3 border-t pt-5">
      <h2 ref={heading} tabIndex={-1} className="type-display outline-none text-[1.0625rem] leading-6">
        What is next
      </h2>
      <p className="max-w-[62ch] text-ink-2">
        Put both calls into your own code: one sends, one verifies. Home keeps the list of what is left.
      </p>
      <div className="flex flex-wrap gap-2">
        <Button asChild variant="primary">
          <Link href={base} prefetch={false}>
            Go to Home
          </Link>
        </Button>
        <Button asChild>
          <Link href="/docs" prefetch={false}>
            Read the quickstart
          </Link>
        </Button>
        <Button asChild>
          <Link href={`${base}/otps`} prefetch={false}>
            Try other outcomes
          </Link>
        </Button>
      </div>
    </li>
  )
}
