import type { ReactNode } from 'react'
import { StatusGlyph } from '@/components/ui/status'

type Props = { number: number; title: ReactNode; done: boolean; children: ReactNode }

export function Step({ number, title, done, children }: Props) {
  return (
    <li className="grid gap-3 border-t pt-5">
      <h2 className="type-display flex items-center gap-2.5 text-[1.0625rem] leading-6">
        {done ? (
          <span className="text-primary">
            <StatusGlyph glyph="check" />
            <span className="sr-only">Done: </span>
          </span>
        ) : (
          <span className="type-mono text-ink-3 text-xs">{number}</span>
        )}
        {title}
      </h2>
      {children}
    </li>
  )
}
