'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'

const screens = [
  { label: 'Tenants', path: '/ops/tenants' },
  { label: 'Alerts', path: '/ops/alerts' },
  { label: 'Queues', path: '/ops/queues' },
]

export function OpsNav() {
  const pathname = usePathname()
  return (
    <nav aria-label="Operations">
      <ul className="flex gap-1">
        {screens.map(({ label, path }) => (
          <li key={path}>
            <Link
              href={path}
              aria-current={pathname.startsWith(path) ? 'page' : undefined}
              className="inline-flex h-8 items-center rounded-md px-2.5 font-medium text-ink-2 hover:text-ink aria-[current]:bg-surface aria-[current]:text-ink"
            >
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
