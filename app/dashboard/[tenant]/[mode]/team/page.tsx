import type { Metadata } from 'next'
import { may } from '@/lib/core/permissions'
import { requireTenant } from '@/lib/http/require-tenant'
import { listInvitations } from '@/lib/tenants/list-invitations'
import { listMembers } from '@/lib/tenants/list-members'
import { InvitationTable } from './invitation-table'
import { InviteMember } from './invite-member'
import { MemberTable } from './member-table'
import { RoleMatrix } from './role-matrix'
import { seatWords } from './seat-words'

export const metadata: Metadata = { title: 'Team' }

type Props = { params: Promise<{ tenant: string; mode: string }> }

export default async function TeamPage({ params }: Props) {
  const { ctx, tenant, mode, user } = await requireTenant(params)
  const mayWrite = may(user.role, 'team.write')
  const [members, invitations] = await Promise.all([listMembers(ctx), mayWrite ? listInvitations(ctx) : []])
  const path = `/api/dashboard/${tenant.slug}/${mode}/team`
  const open = invitations.filter(({ state }) => state === 'open').length
  const seats = seatWords(tenant.plan, members.length, open)
  return (
    <section aria-labelledby="title" className="grid max-w-6xl gap-4 p-5 md:px-6">
      <header className="flex items-center justify-between gap-3">
        <h1 id="title" className="type-display text-2xl">
          Team
        </h1>
        {mayWrite && (
          <InviteMember path={`${path}/invitations`} ownRole={user.role} seatsLeft={seats.areLeft} />
        )}
      </header>
      <p className="max-w-[70ch] text-ink-2">
        {mayWrite
          ? `${seats.taken} ${seats.rest}`
          : `Who works in ${tenant.name}. People are invited by an admin or owner.`}
      </p>
      <MemberTable
        members={members}
        path={path}
        ownRole={user.role}
        mayWrite={mayWrite}
        workspace={tenant.name}
      />
      {mayWrite && (
        <section className="grid gap-2 pt-4">
          <h2 className="type-display text-[1.0625rem] leading-6">Invitations</h2>
          <InvitationTable invitations={invitations} path={`${path}/invitations`} ownRole={user.role} />
        </section>
      )}
      <RoleMatrix ownRole={user.role} />
    </section>
  )
}
