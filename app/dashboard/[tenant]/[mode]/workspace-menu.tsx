'use client'

import { ChevronsUpDown } from 'lucide-react'
import Link from 'next/link'
import { Menu, MenuContent, MenuItem, MenuTrigger } from '@/components/ui/menu'
import type { Mode } from '@/lib/core/context'

type Tenant = { slug: string; name: string }

export function WorkspaceMenu({ tenant, tenants, mode }: { tenant: Tenant; tenants: Tenant[]; mode: Mode }) {
  if (tenants.length < 2) return <p className="truncate px-2.5 font-semibold max-md:px-0">{tenant.name}</p>
  return (
    <Menu>
      <MenuTrigger className="flex h-8 min-w-0 items-center justify-between gap-2 rounded-md px-2.5 font-semibold max-md:px-1 hover:bg-surface">
        <span className="truncate">{tenant.name}</span>
        <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-ink-3" />
        <span className="sr-only">, switch workspace</span>
      </MenuTrigger>
      <MenuContent>
        {tenants.map(({ slug, name }) => (
          <MenuItem key={slug} asChild current={slug === tenant.slug}>
            <Link href={`/dashboard/${slug}/${mode}`}>{name}</Link>
          </MenuItem>
        ))}
      </MenuContent>
    </Menu>
  )
}
