import { describe, expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { newTypeId, newUuid } from '@/lib/core/ids'
import { testContext } from '@/lib/core/test-context'
import { changeRole } from '@/lib/tenants/change-role'
import { auditOf, makeTeam, rolesIn } from '@/lib/tenants/fixtures/team'
import { listMembers } from '@/lib/tenants/list-members'
import { leaveTenant, removeMember } from '@/lib/tenants/remove-member'

const missing = expect.objectContaining({ code: 'role_missing' })
const conflict = expect.objectContaining({ code: 'state_conflict' })
const notFound = expect.objectContaining({ code: 'not_found' })

async function two(first: 'owner' | 'admin', second: 'owner' | 'admin' | 'developer') {
  const { tenant, members } = await makeTeam([first, second])
  const [a, b] = members
  if (!a || !b) throw new Error('The team has two members.')
  return { tenant, a, b }
}
const ownersIn = async (tenantId: string) =>
  (await rolesIn(tenantId)).filter(({ role }) => role === 'owner').length

describe('the team', () => {
  test('is listed with when each was last active and whether they have a second factor', async () => {
    const { a, b } = await two('owner', 'developer')
    const seen = new Date('2026-01-02T03:04:05Z')
    for (const at of [new Date('2026-01-01T00:00:00Z'), seen])
      await owner`insert into sessions (id, user_id, address, authenticated_at, last_seen_at, expires_at)
        values (${newUuid()}, ${b.id}, '', ${at}, ${at}, ${at})`
    await owner`insert into totp_secrets (user_id, secret_sealed, confirmed_at) values (${a.id}, 'x', clock_timestamp())`
    const members = await listMembers(b.ctx)
    expect(members).toHaveLength(2)
    expect(members).toContainEqual(
      expect.objectContaining({
        email: a.email,
        role: 'owner',
        has_second_factor: true,
        last_active_at: null,
        is_you: false,
      }),
    )
    expect(members).toContainEqual(
      expect.objectContaining({
        email: b.email,
        has_second_factor: false,
        last_active_at: seen.toISOString(),
        is_you: true,
      }),
    )
  })

  test('shows a stranger nothing, and knows nobody of another one', async () => {
    const here = await two('owner', 'developer')
    const there = await two('owner', 'developer')
    for (const id of [there.b.typeId, newTypeId('user'), 'usr_x', '']) {
      await expect(changeRole(here.a.ctx, { id, role: 'admin' })).rejects.toEqual(notFound)
      await expect(removeMember(here.a.ctx, { id })).rejects.toEqual(notFound)
    }
    expect(await rolesIn(there.tenant.id)).toHaveLength(2)
  })
})

describe('a role', () => {
  test('changes, and is written down with what it was', async () => {
    const { tenant, a, b } = await two('owner', 'developer')
    await expect(changeRole(a.ctx, { id: b.typeId, role: 'support' })).resolves.toMatchObject({
      role: 'support',
    })
    expect(await rolesIn(tenant.id)).toContainEqual({ user_id: b.id, role: 'support' })
    await changeRole(a.ctx, { id: b.typeId, role: 'support' })
    expect(await auditOf(tenant.id)).toEqual([
      {
        action: 'member.role_changed',
        target_id: b.typeId,
        before: { role: 'developer' },
        after: { role: 'support' },
      },
    ])
  })

  test('is taken away from whoever has just lost the right to', async () => {
    const { a, b } = await two('owner', 'admin')
    await changeRole(a.ctx, { id: b.typeId, role: 'developer' })
    await expect(changeRole(b.ctx, { id: b.typeId, role: 'admin' })).rejects.toEqual(missing)
    await removeMember(a.ctx, { id: b.typeId })
    await expect(removeMember(b.ctx, { id: a.typeId })).rejects.toEqual(missing)
  })

  test('two owners who demote each other at once leave one', async () => {
    for (let round = 0; round < 8; round++) {
      const { tenant, a, b } = await two('owner', 'owner')
      await Promise.allSettled([
        changeRole(a.ctx, { id: b.typeId, role: 'admin' }),
        changeRole(b.ctx, { id: a.typeId, role: 'admin' }),
      ])
      expect(await ownersIn(tenant.id)).toBe(1)
    }
  })
})

describe('the last owner', () => {
  test('cannot leave, be removed or be demoted', async () => {
    const { tenant, a, b } = await two('owner', 'admin')
    await expect(leaveTenant(a.ctx)).rejects.toEqual(conflict)
    await expect(removeMember(a.ctx, { id: a.typeId })).rejects.toEqual(conflict)
    await expect(changeRole(a.ctx, { id: a.typeId, role: 'admin' })).rejects.toEqual(conflict)
    await expect(removeMember(b.ctx, { id: a.typeId })).rejects.toEqual(missing)
    expect(await ownersIn(tenant.id)).toBe(1)
  })

  test('is one, when two leave or remove each other at once', async () => {
    for (let round = 0; round < 4; round++) {
      const left = await two('owner', 'owner')
      await Promise.allSettled([leaveTenant(left.a.ctx), leaveTenant(left.b.ctx)])
      expect(await rolesIn(left.tenant.id)).toHaveLength(1)
      const removed = await two('owner', 'owner')
      await Promise.allSettled([
        removeMember(removed.a.ctx, { id: removed.b.typeId }),
        removeMember(removed.b.ctx, { id: removed.a.typeId }),
      ])
      expect(await rolesIn(removed.tenant.id)).toHaveLength(1)
    }
  })
})

test('everybody else may leave, however long ago they proved who they are; to remove takes a fresh proof', async () => {
  const { tenant, a, b } = await two('owner', 'admin')
  const stale = (actor: typeof a.actor) =>
    testContext({
      tenantId: tenant.id,
      mode: 'live',
      actor: { ...actor, authenticatedAt: new Date(Date.now() - 301_000) },
    }).ctx
  const stepUp = expect.objectContaining({ code: 'step_up_required' })
  await expect(removeMember(stale(a.actor), { id: b.typeId })).rejects.toEqual(stepUp)
  await expect(changeRole(stale(a.actor), { id: b.typeId, role: 'support' })).rejects.toEqual(stepUp)
  await leaveTenant(stale(b.actor))
  expect(await rolesIn(tenant.id)).toHaveLength(1)
  expect(await auditOf(tenant.id)).toMatchObject([{ action: 'member.left', before: { role: 'admin' } }])
})

test('no key does any of it', async () => {
  const { tenant, b } = await two('owner', 'developer')
  const { ctx } = testContext({ tenantId: tenant.id, mode: 'live' })
  await expect(changeRole(ctx, { id: b.typeId, role: 'owner' })).rejects.toEqual(missing)
  await expect(removeMember(ctx, { id: b.typeId })).rejects.toEqual(missing)
  await expect(leaveTenant(ctx)).rejects.toEqual(missing)
  await expect(listMembers(ctx)).rejects.toEqual(missing)
})
