'use client'

import { CircleUserRound, LogOut, ShieldCheck } from 'lucide-react'
import Link from 'next/link'
import { Popover } from 'radix-ui'
import { useState } from 'react'
import { z } from 'zod'
import { postJson } from '@/components/forms/post-json'
import { Button } from '@/components/ui/button'
import { ThemeSwitch } from '@/components/ui/theme-switch'
import type { Role } from '@/lib/core/context'

type Props = { user: { email: string; role: Role }; base: string; compact?: boolean }

export function UserMenu({ user, base, compact }: Props) {
  const [leaving, setLeaving] = useState(false)
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        {compact ? (
          <Button variant="quiet" size="icon" aria-label={`Account of ${user.email}`}>
            <CircleUserRound aria-hidden className="size-5" />
          </Button>
        ) : (
          <Button variant="quiet" className="w-full justify-start px-2.5 font-medium">
            <CircleUserRound aria-hidden className="size-4" />
            <span className="truncate">{user.email}</span>
          </Button>
        )}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          aria-label="Account"
          side={compact ? 'bottom' : 'top'}
          align={compact ? 'end' : 'start'}
          sideOffset={6}
          collisionPadding={8}
          className="z-50 grid w-64 animate-rise rounded-lg border bg-surface shadow-overlay outline-none"
        >
          <p className="grid gap-0.5 border-b px-3 py-2.5">
            <span className="font-semibold [overflow-wrap:anywhere]">{user.email}</span>
            <span className="text-ink-3 text-xs first-letter:uppercase">{user.role}</span>
          </p>
          <div className="flex items-center justify-between border-b px-3 py-2 text-ink-2 text-sm">
            Theme
            <ThemeSwitch />
          </div>
          <Popover.Close asChild>
            <Button asChild variant="quiet" className="m-1 mb-0 justify-start px-2">
              <Link href={`${base}/security`} prefetch={false}>
                <ShieldCheck aria-hidden className="size-4" />
                Security
              </Link>
            </Button>
          </Popover.Close>
          <Button
            variant="quiet"
            busy={leaving}
            className="m-1 justify-start px-2"
            onClick={() => {
              setLeaving(true)
              void signOut()
            }}
          >
            <LogOut aria-hidden className="size-4" />
            Sign out
          </Button>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

/** The whole page is left, so that nothing of the session stays in its memory. */
async function signOut(): Promise<void> {
  await postJson('/api/auth/sign-out', {}, z.object({}))
  window.location.replace('/sign-in')
}
