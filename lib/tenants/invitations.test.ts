import { describe, expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { fromTypeId } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'
import { acceptInvitation } from '@/lib/tenants/accept-invitation'
import { changeRole } from '@/lib/tenants/change-role'
import { findInvitation } from '@/lib/tenants/find-invitation'
import {
  auditOf,
  invitationsMailedTo,
  makePerson,
  makeTeam,
  rolesIn,
  tokenMailedTo,
  visit,
} from '@/lib/tenants/fixtures/team'
import { inviteMember } from '@/lib/tenants/invite'
import { listInvitations } from '@/lib/tenants/list-invitations'
import { removeMember } from '@/lib/tenants/remove-member'
import { resendInvitation } from '@/lib/tenants/resend-invitation'
import { revokeInvitation } from '@/lib/tenants/revoke-invitation'

const conflict = expect.objectContaining({ code: 'state_conflict' })
const notFound = expect.objectContaining({ code: 'not_found' })
const rested = (id: string) =>
  owner`update invitations set sent_at = sent_at - interval '2 minutes' where id = ${fromTypeId('invitation', id)}`

async function invited(role: 'admin' | 'developer' = 'developer') {
  const { tenant, members } = await makeTeam(['owner', 'admin'])
  const [boss, admin] = members
  const guest = await makePerson()
  if (!boss || !admin) throw new Error('The team has two members.')
  const invitation = await inviteMember(boss.ctx, { email: guest.email, role })
  return { tenant, boss, admin, guest, invitation, token: await tokenMailedTo(guest.email) }
}

describe('an invitation', () => {
  test('goes out by mail, and its token is nowhere in the database', async () => {
    const { tenant, boss, guest, invitation, token } = await invited()
    expect(await listInvitations(boss.ctx)).toEqual([invitation])
    expect(invitation).toMatchObject({
      email: guest.email,
      role: 'developer',
      state: 'open',
      invited_by: boss.email,
    })
    expect(Date.parse(invitation.expires_at) - Date.parse(invitation.sent_at)).toBe(7 * 86_400_000)
    const [mail] = await invitationsMailedTo(guest.email)
    expect(mail).toMatchObject({ workspace: 'Kestrel', invitedBy: boss.email, role: 'developer' })
    expect(token).toMatch(/^[\w-]{43}$/)
    for (const table of ['invitations', 'mails', 'audit_entries'])
      expect(
        await owner.unsafe(`select from ${table} t where position($1 in row_to_json(t)::text) > 0`, [token]),
      ).toHaveLength(0)
    const [entry] = await auditOf(tenant.id)
    expect(entry).toMatchObject({ action: 'member.invited', target_id: invitation.id })
    expect(JSON.stringify(entry)).not.toContain(guest.email)
  })

  test('brings its person in once, with its role, and is looked at without being spent', async () => {
    const { tenant, guest, token } = await invited()
    for (let look = 0; look < 2; look++)
      expect(await findInvitation(token)).toMatchObject({
        email: guest.email,
        hasAccount: true,
        role: 'developer',
      })
    await expect(acceptInvitation(visit, guest, { token })).resolves.toEqual({ slug: tenant.slug })
    expect(await rolesIn(tenant.id)).toContainEqual({ user_id: guest.id, role: 'developer' })
    expect(await findInvitation(token)).toBe(null)
    await expect(acceptInvitation(visit, guest, { token })).rejects.toEqual(notFound)
    expect((await auditOf(tenant.id)).at(-1)).toMatchObject({ action: 'invitation.accepted' })
  })

  test('taken up ten times at once makes one member', async () => {
    const { tenant, guest, token } = await invited()
    const tries = await Promise.allSettled(
      Array.from({ length: 10 }, () => acceptInvitation(visit, guest, { token })),
    )
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await rolesIn(tenant.id)).toHaveLength(3)
  })

  test('is nobody else’s', async () => {
    const { tenant, token } = await invited()
    await expect(acceptInvitation(visit, await makePerson(), { token })).rejects.toEqual(conflict)
    expect(await rolesIn(tenant.id)).toHaveLength(2)
  })

  test('used, taken back, too old, replaced and never made look alike', async () => {
    const used = await invited()
    await acceptInvitation(visit, used.guest, { token: used.token })
    const revoked = await invited()
    await revokeInvitation(revoked.boss.ctx, revoked.invitation)
    const old = await invited()
    await owner`update invitations set expires_at = clock_timestamp() where id = ${fromTypeId('invitation', old.invitation.id)}`
    const replaced = await invited()
    await rested(replaced.invitation.id)
    await resendInvitation(replaced.boss.ctx, replaced.invitation)
    const never = { guest: used.guest, token: 'x'.repeat(43) }
    for (const { guest, token } of [used, revoked, old, replaced, never]) {
      expect(await findInvitation(token)).toBe(null)
      await expect(acceptInvitation(visit, guest, { token })).rejects.toEqual(notFound)
    }
    expect(await listInvitations(old.boss.ctx)).toMatchObject([{ state: 'expired' }])
    const fresh = await tokenMailedTo(replaced.guest.email)
    await expect(acceptInvitation(visit, replaced.guest, { token: fresh })).resolves.toBeDefined()
  })

  test('leaves a member’s role as it is', async () => {
    const { tenant, boss, guest, token } = await invited('admin')
    await owner`insert into memberships (tenant_id, user_id, role) values (${tenant.id}, ${guest.id}, 'support')`
    await acceptInvitation(visit, guest, { token })
    expect(await rolesIn(tenant.id)).toContainEqual({ user_id: guest.id, role: 'support' })
    await expect(inviteMember(boss.ctx, { email: guest.email, role: 'admin' })).rejects.toEqual(conflict)
  })
})

describe('inviting', () => {
  test('the same address twice at once makes one invitation', async () => {
    const { members } = await makeTeam(['owner'])
    const ctx = members[0]?.ctx
    if (!ctx) throw new Error('There is an owner.')
    const tries = await Promise.allSettled(
      Array.from({ length: 5 }, () => inviteMember(ctx, { email: 'new@example.test', role: 'admin' })),
    )
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('an owner takes an owner; taking one back as well', async () => {
    const { boss, admin } = await invited()
    const input = { email: 'boss@example.test', role: 'owner' } as const
    const missing = expect.objectContaining({ code: 'role_missing' })
    await expect(inviteMember(admin.ctx, input)).rejects.toEqual(missing)
    const invitation = await inviteMember(boss.ctx, input)
    await rested(invitation.id)
    await expect(resendInvitation(admin.ctx, invitation)).rejects.toEqual(missing)
    await expect(revokeInvitation(admin.ctx, invitation)).rejects.toEqual(missing)
  })

  test('mails the same person only so often, and not twice in a minute', async () => {
    const { boss, guest, invitation } = await invited()
    const tooMany = expect.objectContaining({ code: 'too_many_attempts' })
    await expect(resendInvitation(boss.ctx, invitation)).rejects.toEqual(tooMany)
    for (let mail = 1; mail < policy.teams.mailsPerInvitation; mail++) {
      await rested(invitation.id)
      await resendInvitation(boss.ctx, invitation)
    }
    await rested(invitation.id)
    await expect(resendInvitation(boss.ctx, invitation)).rejects.toEqual(conflict)
    const mails = await invitationsMailedTo(guest.email)
    expect(new Set(mails.map(({ token }) => token)).size).toBe(policy.teams.mailsPerInvitation)
  })

  test('who is removed or loses the right to invite has invited nobody', async () => {
    for (const end of ['removed', 'demoted'] as const) {
      const { boss, admin } = await invited()
      const guest = await makePerson()
      await inviteMember(admin.ctx, { email: guest.email, role: 'support' })
      if (end === 'removed') await removeMember(boss.ctx, { id: admin.typeId })
      else await changeRole(boss.ctx, { id: admin.typeId, role: 'developer' })
      expect(await findInvitation(await tokenMailedTo(guest.email))).toBe(null)
      expect(await listInvitations(boss.ctx)).toHaveLength(1)
    }
  })

  test('wants a fresh proof of who it is', async () => {
    const { boss, invitation } = await invited()
    const actor = { ...boss.actor, authenticatedAt: new Date(Date.now() - 301_000) }
    const stale = { ...boss.ctx, actor }
    const stepUp = expect.objectContaining({ code: 'step_up_required' })
    await expect(inviteMember(stale, { email: 'a@example.test', role: 'admin' })).rejects.toEqual(stepUp)
    await expect(resendInvitation(stale, invitation)).rejects.toEqual(stepUp)
    await expect(revokeInvitation(stale, invitation)).resolves.toMatchObject({ state: 'revoked' })
  })
})
