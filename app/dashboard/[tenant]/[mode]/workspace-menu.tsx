'use client'

import { ChevronsUpDown, Plus } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { NewWorkspaceForm } from '@/components/new-workspace-form'
import { Button } from '@/components/ui/button'
import { Dialog, DialogClose, DialogContent } from '@/components/ui/dialog'
import { Menu, MenuContent, MenuItem, MenuTrigger } from '@/components/ui/menu'
import type { Mode } from '@/lib/core/context'

type Tenant = { slug: string; name: string }
type Props = { tenant: Tenant; tenants: Tenant[]; mode: Mode }

/** Leads to where somebody's role begins in the other workspace; what is open here belongs to this one. */
export function WorkspaceMenu({ tenant, tenants, mode }: Props) {
  const [making, setMaking] = useState(false)
  return (
    <Dialog open={making} onOpenChange={setMaking}>
      <Menu>
        <MenuTrigger className="flex h-8 w-full min-w-0 items-center justify-between gap-2 rounded-md px-2.5 font-semibold max-md:px-1 hover:bg-surface">
          <span className="truncate">{tenant.name}</span>
          <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-ink-3" />
          <span className="sr-only">, switch workspace</span>
        </MenuTrigger>
        <MenuContent className="max-h-[min(24rem,var(--radix-dropdown-menu-content-available-height))] max-w-72 overflow-y-auto">
          {tenants.map(({ slug, name }) => (
            <MenuItem key={slug} asChild current={slug === tenant.slug}>
              <Link href={`/dashboard/${slug}/${mode}`} prefetch={false}>
                <span className="truncate">{name}</span>
              </Link>
            </MenuItem>
          ))}
          <MenuItem className="mt-1 border-t text-ink-2" onSelect={() => setMaking(true)}>
            <Plus aria-hidden className="size-4" />
            New workspace
          </MenuItem>
        </MenuContent>
      </Menu>
      <DialogContent
        title="New workspace"
        description="A team, keys, numbers and a plan of its own. You are its owner."
        className="max-w-md"
      >
        <NewWorkspaceForm
          cancel={
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
          }
        />
      </DialogContent>
    </Dialog>
  )
}
