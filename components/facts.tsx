import type { ReactNode } from 'react'

/** What is known of one thing, a line each. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className="grid grid-cols-[7.5rem_minmax(0,1fr)] border-t text-sm">{children}</dl>
}

export function Fact({ name, mono, children }: { name: string; mono?: boolean; children: ReactNode }) {
  return (
    <div className="col-span-2 grid min-h-8 grid-cols-subgrid items-center border-b py-1">
      <dt className={mono ? 'type-mono text-ink-3 text-xs [overflow-wrap:anywhere]' : 'text-ink-3'}>
        {name}
      </dt>
      <dd className="min-w-0 [overflow-wrap:anywhere]">{children}</dd>
    </div>
  )
}
