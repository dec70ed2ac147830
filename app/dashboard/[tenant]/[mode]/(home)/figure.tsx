import Link from 'next/link'
import { Sparkline } from './sparkline'

type Props = {
  name: string
  value: string
  bars: (number | null)[]
  ofOne?: boolean
  link: { href: string; words: string }
}

export function Figure({ name, value, bars, ofOne, link }: Props) {
  return (
    <section aria-label={name} className="grid content-start gap-1">
      <h2 className="text-ink-2 text-sm">{name}</h2>
      <p className="type-display text-3xl tabular-nums">{value}</p>
      <Sparkline bars={bars} ofOne={ofOne ?? false} />
      <Link
        href={link.href}
        prefetch={false}
        className="inline-flex min-h-6 items-center justify-self-start text-sm underline underline-offset-4 pointer-coarse:min-h-11"
      >
        {link.words}
      </Link>
    </section>
  )
}
