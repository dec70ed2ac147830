import type { ReactNode } from 'react'

/** A part of a guide, with a heading that can be linked to. */
export function Section({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="grid min-w-0 gap-4 text-base text-ink-2">
      <h2 id={id} className="type-display scroll-mt-20 text-ink text-xl">
        {title}
      </h2>
      {children}
    </section>
  )
}

/** A rule and what it means, one under the other. */
export function Point({ what, children }: { what: string; children: ReactNode }) {
  return (
    <div className="border-s-2 ps-4">
      <dt className="font-semibold text-ink">{what}</dt>
      <dd>{children}</dd>
    </div>
  )
}
