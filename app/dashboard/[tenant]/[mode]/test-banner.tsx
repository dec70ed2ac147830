'use client'

import { TriangleAlert } from 'lucide-react'
import Link from 'next/link'
import { screenPath } from './nav'
import { useScreen } from './use-screen'

export function TestBanner({ tenant }: { tenant: string }) {
  const screen = useScreen()
  return (
    <section
      aria-label="Test mode"
      className="hatch-iris sticky top-0 z-30 col-span-full flex h-8 items-center gap-2 px-4 font-semibold text-on-iris text-sm"
    >
      <TriangleAlert aria-hidden className="size-3.5 shrink-0" />
      <p className="truncate">
        Test mode<span className="max-md:hidden"> · nothing reaches a real phone</span>
        <span className="max-lg:hidden">
          {' '}
          · magic number <span className="type-mono ms-1 text-xs">+1 555 010 0001</span>
        </span>
      </p>
      <Link
        href={screenPath(`/dashboard/${tenant}/live`, { segment: screen })}
        prefetch={false}
        className="ms-auto inline-flex min-h-6 items-center gap-1 whitespace-nowrap underline-offset-4 outline-on-iris hover:underline"
      >
        Switch to live <span aria-hidden>→</span>
      </Link>
    </section>
  )
}
