'use client'

import Link from 'next/link'
import { cn } from '@/components/ui/cn'
import type { Mode } from '@/lib/core/context'
import { screenPath } from './nav'
import { useScreen } from './use-screen'

const names = { test: 'Test', live: 'Live' } as const

type Props = { tenant: string; mode: Mode; className?: string }

/** Leads to the same screen in the other mode; what is selected there belongs to one mode and stays behind. */
export function ModeSwitch({ tenant, mode, className }: Props) {
  const screen = useScreen()
  return (
    <nav aria-label="Mode" className={cn('grid grid-cols-2 rounded-md border border-control', className)}>
      {(['test', 'live'] as const).map((name) => (
        <Link
          key={name}
          href={screenPath(`/dashboard/${tenant}/${name}`, { segment: screen })}
          prefetch={false}
          aria-current={name === mode ? 'true' : undefined}
          className={cn(
            'grid h-7 place-items-center px-3 font-medium text-ink-2 text-sm transition-colors first:rounded-s-sm last:rounded-e-sm hover:text-ink pointer-coarse:h-9',
            'aria-[current]:font-semibold',
            name === 'test'
              ? 'aria-[current]:bg-iris aria-[current]:text-on-iris'
              : 'aria-[current]:bg-primary aria-[current]:text-on-primary',
          )}
        >
          {names[name]}
        </Link>
      ))}
    </nav>
  )
}
