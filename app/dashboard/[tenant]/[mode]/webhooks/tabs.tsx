import Link from 'next/link'

const tabs = [
  ['Endpoints', ''],
  ['Deliveries', '/deliveries'],
  ['Events', '/events'],
  ['Debugger', '/debugger'],
] as const

type Props = { base: string; current: (typeof tabs)[number][0] }

/** What there is to see of webhooks. */
export function WebhookTabs({ base, current }: Props) {
  return (
    <nav aria-label="Webhooks" className="flex gap-1 border-b">
      {tabs.map(([label, path]) => (
        <Link
          key={label}
          href={`${base}/webhooks${path}`}
          aria-current={label === current ? 'page' : undefined}
          className="-mb-px flex h-8 items-center border-transparent border-b-2 px-2.5 font-medium text-ink-2 text-sm transition-colors hover:text-ink aria-[current]:border-primary aria-[current]:text-ink pointer-coarse:h-11"
        >
          {label}
        </Link>
      ))}
    </nav>
  )
}
