import type { Metadata } from 'next'
import { SecondFactorSection } from '@/app/dashboard/[tenant]/[mode]/security/second-factor-section'
import { findSecondFactor } from '@/lib/auth/find-factors'
import { requireSession } from '@/lib/http/require-tenant'
import { WorkspaceNotice } from './workspace-notice'

export const metadata: Metadata = { title: 'Security of your account' }

type Props = { searchParams: Promise<{ workspace?: string | string[] }> }

/** Where a workspace that wants a second factor leads whoever has none. */
export default async function AccountSecurityPage({ searchParams }: Props) {
  const { session, tenants } = await requireSession()
  const { workspace } = await searchParams
  const state = await findSecondFactor(session.user.id)
  const wanting = tenants.find(({ slug }) => slug === workspace)
  return (
    <div className="grid gap-8">
      {wanting ? (
        <WorkspaceNotice
          workspace={wanting}
          isProven={session.secondFactorAt !== null}
          isSetUp={state.totp !== null || state.passkeys.length > 0}
        />
      ) : (
        <div className="grid gap-1">
          <h1 className="type-display text-2xl">Security of your account</h1>
          <p className="text-ink-2 [overflow-wrap:anywhere]">{session.user.email}</p>
        </div>
      )}
      <SecondFactorSection state={state} />
    </div>
  )
}
