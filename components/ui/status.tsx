import { cva, type VariantProps } from 'class-variance-authority'
import type { ReactNode } from 'react'

const status = cva('inline-flex items-center gap-1.5 align-middle whitespace-nowrap font-semibold', {
  variants: {
    tone: {
      done: 'text-primary',
      moving: 'text-info',
      attention: 'text-amber',
      failed: 'text-danger',
      ended: 'text-ink-2',
    },
  },
})

const glyphs = {
  check: <path d="m3.5 7.2 2.3 2.4 4.7-5" />,
  arrow: <path d="M3.2 3 11 7l-7.8 4 1.9-4Z" fill="var(--canvas)" stroke="none" />,
  clock: <path d="M7 3.5V7l2.3 1.6" />,
  bang: <path d="M7 3.2v4.3M7 10.3v.2" />,
  over: <path d="M3.8 4.2 6.6 7 3.8 9.8M7.6 4.2 10.4 7 7.6 9.8" />,
  slash: <path d="m4 10 6-6" />,
  dot: <circle cx="7" cy="7" r="2.2" fill="var(--canvas)" stroke="none" />,
} satisfies Record<string, ReactNode>

export type Tone = NonNullable<VariantProps<typeof status>['tone']>
export type Glyph = keyof typeof glyphs

/** A state as shape, word and colour, so that no one of them is needed alone. */
export function Status({ tone, glyph, children }: { tone: Tone; glyph: Glyph; children: ReactNode }) {
  return (
    <span className={status({ tone })}>
      <StatusGlyph glyph={glyph} />
      {children}
    </span>
  )
}

export function StatusGlyph({ glyph }: { glyph: Glyph }) {
  return (
    <svg aria-hidden viewBox="0 0 14 14" className="size-3.5 shrink-0">
      <rect width="14" height="14" rx="2" fill="currentColor" />
      <g fill="none" stroke="var(--canvas)" strokeWidth="1.8" strokeLinecap="square" strokeLinejoin="miter">
        {glyphs[glyph]}
      </g>
    </svg>
  )
}
