import Link from 'next/link'
import type { ReactNode } from 'react'
import { LinkPending } from '@/components/ui/link-pending'
import { Cell, Row } from '@/components/ui/table'

type RowProps = { id: string; selected: boolean; children: ReactNode }

/** A row that opens beside its list. */
export function OpeningRow({ id, selected, children }: RowProps) {
  return (
    <Row
      data-id={id}
      aria-current={selected || undefined}
      className="aria-[current]:bg-soft aria-[current]:[--ink-3:var(--ink-2)]"
    >
      {children}
    </Row>
  )
}

/** Its start carries the bar that marks the open row. */
export function OpeningCell({ children }: { children: ReactNode }) {
  return (
    <Cell className="relative min-w-0 before:absolute before:inset-y-0 before:start-0 before:border-s-2 before:border-transparent [tr[aria-current]_&]:before:border-primary @max-xl:before:-inset-y-2">
      {children}
    </Cell>
  )
}

/** The link in the row covers the row; what else can be pressed lies above it. */
export function RowLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link
      href={href}
      scroll={false}
      prefetch={false}
      data-row-link
      className="after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-primary focus-visible:after:-outline-offset-2"
    >
      {children}
      <LinkPending />
    </Link>
  )
}
