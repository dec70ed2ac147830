'use client'

import Link from 'next/link'
import type { ReactNode } from 'react'
import { useScreen } from './use-screen'

type Props = { href: string; segment: string; className: string; children: ReactNode }

/** Not fetched ahead: every refresh of a live list would fetch it ahead again. */
export function NavLink({ href, segment, className, children }: Props) {
  const current = useScreen() === segment
  return (
    <Link href={href} prefetch={false} aria-current={current ? 'page' : undefined} className={className}>
      {children}
    </Link>
  )
}
