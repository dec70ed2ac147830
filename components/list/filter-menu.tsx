'use client'

import { ChevronDown } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { Menu, MenuContent, MenuItem, MenuTrigger } from '@/components/ui/menu'

export type FilterOption = { value: string; href: string; label: ReactNode }
type Props = {
  name: string
  /** What is chosen, in a word. */
  chosen: string | undefined
  value: string | undefined
  unset: { href: string; label: string }
  options: FilterOption[]
  /** Whether `/` leads here. */
  first?: boolean
}

/** One filter of a list as a chip: what it stands at, and the addresses of all it could stand at. */
export function FilterMenu({ name, chosen, value, unset, options, first }: Props) {
  return (
    <Menu>
      <MenuTrigger asChild>
        <Button
          data-filter={first || undefined}
          className={value && 'border-primary bg-soft text-primary hover:border-primary hover:text-primary'}
        >
          <span className="max-w-48 truncate">
            {name}: {chosen ?? 'any'}
          </span>
          <ChevronDown aria-hidden className="size-3.5" />
        </Button>
      </MenuTrigger>
      <MenuContent className="max-h-[min(24rem,60dvh)] overflow-y-auto">
        <MenuItem asChild current={!value}>
          <Link href={unset.href}>{unset.label}</Link>
        </MenuItem>
        {options.map((option) => (
          <MenuItem key={option.value} asChild current={option.value === value}>
            <Link href={option.href}>{option.label}</Link>
          </MenuItem>
        ))}
      </MenuContent>
    </Menu>
  )
}
