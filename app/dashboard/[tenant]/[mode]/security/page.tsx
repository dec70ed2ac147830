import type { Metadata } from 'next'
import { requireTenant } from '@/lib/http/require-tenant'
import { PasswordSection } from './password-section'
import { SessionsSection } from './sessions-section'

export const metadata: Metadata = { title: 'Security' }

type Props = { params: Promise<{ tenant: string; mode: string }> }

/** A person's own: whatever their role is, and the same in each of their workspaces. */
export default async function SecurityPage({ params }: Props) {
  const { ctx, user } = await requireTenant(params)
  return (
    <section aria-labelledby="title" className="grid max-w-4xl gap-8 p-5 md:px-6">
      <header className="grid gap-1">
        <h1 id="title" className="type-display text-2xl">
          Security
        </h1>
        <p className="text-ink-2 [overflow-wrap:anywhere]">
          How {user.email} signs in, and where. It is yours alone, and the same in every workspace.
        </p>
      </header>
      <PasswordSection email={user.email} />
      <SessionsSection actor={ctx.actor} />
    </section>
  )
}
