'use client'

import { Ellipsis } from 'lucide-react'
import Link from 'next/link'
import { useSelectedLayoutSegment } from 'next/navigation'
import { Menu, MenuContent, MenuItem, MenuTrigger } from '@/components/ui/menu'
import { type NavItem, screenPath } from './nav'

/** The screens that found no place in the bar. */
export function BottomMore({ base, items }: { base: string; items: NavItem[] }) {
  const segment = useSelectedLayoutSegment()
  const isHere = items.some((item) => item.segment === segment)
  return (
    <Menu>
      <MenuTrigger
        aria-current={isHere ? 'true' : undefined}
        className="-mt-px grid h-14 place-content-center justify-items-center gap-0.5 border-transparent border-t-2 font-medium text-ink-2 text-xs aria-[current]:border-primary aria-[current]:text-ink"
      >
        <Ellipsis aria-hidden className="size-5" />
        More
      </MenuTrigger>
      <MenuContent side="top" align="end">
        {items.map((item) => (
          <MenuItem key={item.segment} asChild current={item.segment === segment}>
            <Link href={screenPath(base, item)} prefetch={false}>
              {item.label}
            </Link>
          </MenuItem>
        ))}
      </MenuContent>
    </Menu>
  )
}
