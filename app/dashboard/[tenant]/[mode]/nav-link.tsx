'use client'

import Link from 'next/link'
import { useSelectedLayoutSegment } from 'next/navigation'
import type { ReactNode } from 'react'

type Props = { href: string; segment: string; className: string; children: ReactNode }

/** Not fetched ahead: every refresh of a live list would fetch it ahead again. */
export function NavLink({ href, segment, className, children }: Props) {
  const current = useSelectedLayoutSegment() === segment
  return (
    <Link href={href} prefetch={false} aria-current={current ? 'page' : undefined} className={className}>
      {children}
    </Link>
  )
}
