import type { Metadata } from 'next'
import { findSecondFactor } from '@/lib/auth/find-factors'
import { may } from '@/lib/core/permissions'
import { requireSession, requireTenant } from '@/lib/http/require-tenant'
import { PasswordSection } from './password-section'
import { SecondFactorSection } from './second-factor-section'
import { SessionsSection } from './sessions-section'
import { WorkspaceRule } from './workspace-rule'

export const metadata: Metadata = { title: 'Security' }

type Props = { params: Promise<{ tenant: string; mode: string }> }

/** A person's own: whatever their role is, and the same in each of their workspaces. */
export default async function SecurityPage({ params }: Props) {
  const { ctx, tenant, mode, user } = await requireTenant(params)
  const { session } = await requireSession()
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
      <SecondFactorSection state={await findSecondFactor(session.user.id)} />
      <SessionsSection actor={ctx.actor} />
      <WorkspaceRule
        path={`/api/dashboard/${tenant.slug}/${mode}/workspace/second-factor`}
        workspace={tenant.name}
        required={tenant.requiresSecondFactor}
        mayWrite={may(user.role, 'workspace.write')}
        isProven={session.secondFactorAt !== null}
      />
    </section>
  )
}
