import type { ReactNode } from 'react'

/** One matter of the settings: what it is about at the start of the line, what there is to set beside it. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-x-8 gap-y-3 border-t py-6 md:grid-cols-[12rem_minmax(0,1fr)]">
      <h2 className="type-display text-[1.0625rem] leading-6">{title}</h2>
      <div className="min-w-0 max-w-lg">{children}</div>
    </section>
  )
}
