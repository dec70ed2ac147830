import type { ReactNode } from 'react'

type Props = { title: ReactNode; children?: ReactNode; action?: ReactNode }

/** What there would be, and the one next step. */
export function EmptyState({ title, children, action }: Props) {
  return (
    <section className="grid justify-items-start content-start gap-3">
      <h2 className="type-display text-[1.0625rem] leading-6">{title}</h2>
      {children && <div className="grid w-full max-w-[64ch] gap-4 text-ink-2">{children}</div>}
      {action && <div className="flex flex-wrap gap-2 pt-1">{action}</div>}
    </section>
  )
}
