import Link from 'next/link'

const tabs = [
  ['All messages', '/messages'],
  ['Conversations', '/messages/people'],
] as const

type Props = { base: string; current: (typeof tabs)[number][0] }

/** The two ways to look at messages: one by one, and person by person. */
export function MessagesTabs({ base, current }: Props) {
  return (
    <nav aria-label="Messages" className="flex gap-1 border-b">
      {tabs.map(([label, path]) => (
        <Link
          key={label}
          href={`${base}${path}`}
          aria-current={label === current ? 'page' : undefined}
          className="-mb-px flex h-8 items-center border-transparent border-b-2 px-2.5 font-medium text-ink-2 text-sm transition-colors hover:text-ink aria-[current]:border-primary aria-[current]:text-ink pointer-coarse:h-11"
        >
          {label}
        </Link>
      ))}
    </nav>
  )
}
