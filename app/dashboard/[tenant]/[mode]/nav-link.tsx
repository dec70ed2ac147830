'use client'

import Link from 'next/link'
import { useSelectedLayoutSegment } from 'next/navigation'
import type { ReactNode } from 'react'

type Props = { href: string; segment: string; className: string; children: ReactNode }

export function NavLink({ href, segment, className, children }: Props) {
  const current = useSelectedLayoutSegment() === segment
  return (
    <Link href={href} aria-current={current ? 'page' : undefined} className={className}>
      {children}
    </Link>
  )
}
