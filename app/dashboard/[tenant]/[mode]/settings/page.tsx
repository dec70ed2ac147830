import type { Metadata } from 'next'
import Link from 'next/link'
import { may } from '@/lib/core/permissions'
import { requireTenant } from '@/lib/http/require-tenant'
import { listMembers } from '@/lib/tenants/list-members'
import { LeaveWorkspace } from '../leave-workspace'
import { GeneralForm } from './general-form'
import { Section } from './section'

export const metadata: Metadata = { title: 'Settings' }

type Props = { params: Promise<{ tenant: string; mode: string }> }

export default async function SettingsPage({ params }: Props) {
  const { ctx, tenant, mode, user } = await requireTenant(params)
  const members = await listMembers(ctx)
  const isLastOwner = user.role === 'owner' && members.filter(({ role }) => role === 'owner').length === 1
  const path = `/api/dashboard/${tenant.slug}/${mode}`
  return (
    <section aria-labelledby="title" className="grid max-w-4xl gap-2 p-5 md:px-6">
      <h1 id="title" className="type-display pb-2 text-2xl">
        Settings
      </h1>
      <Section title="General">
        <GeneralForm
          path={`${path}/workspace`}
          name={tenant.name}
          slug={tenant.slug}
          plan={tenant.plan}
          defaultLocale={ctx.defaultLocale}
          mayWrite={may(user.role, 'workspace.write')}
        />
      </Section>
      <Section title="People">
        <p className="text-ink-2">
          {members.length === 1 ? 'You are the only member.' : `${members.length} people work here.`}{' '}
          <Link
            href={`/dashboard/${tenant.slug}/${mode}/team#roles`}
            className="font-semibold text-ink underline underline-offset-4"
          >
            Who may do what
          </Link>
        </p>
      </Section>
      <Section title="Leave">
        {isLastOwner ? (
          <p className="text-ink-2">
            You are the only owner, and a workspace keeps one: make somebody else an owner first.
          </p>
        ) : (
          <div className="grid justify-items-start gap-3">
            <p className="text-ink-2">The workspace stays as it is; you are no longer in its team.</p>
            <LeaveWorkspace path={`${path}/team/leave`} workspace={tenant.name} />
          </div>
        )}
      </Section>
    </section>
  )
}
