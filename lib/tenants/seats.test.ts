import { describe, expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { acceptInvitation } from '@/lib/tenants/accept-invitation'
import { makePerson, makeTeam, rolesIn, tokenMailedTo, visit } from '@/lib/tenants/fixtures/team'
import { inviteMember } from '@/lib/tenants/invite'
import { listInvitations } from '@/lib/tenants/list-invitations'
import { revokeInvitation } from '@/lib/tenants/revoke-invitation'

const taken = expect.objectContaining({ code: 'seats_taken', status: 402 })
const input = (email: string) => ({ email, role: 'developer' }) as const

async function bossOf(plan: 'free' | 'starter' | 'growth') {
  const { tenant, members } = await makeTeam(['owner'], { plan })
  const [boss] = members
  if (!boss) throw new Error('There is an owner.')
  return { tenant, ctx: boss.ctx }
}

describe('the seats of a plan', () => {
  test('are one on the free plan', async () => {
    const { ctx } = await bossOf('free')
    await expect(inviteMember(ctx, input('a@example.test'))).rejects.toEqual(taken)
  })

  test('are counted with open invitations, exactly, also when all are sent at once', async () => {
    const { ctx } = await bossOf('growth')
    const tries = await Promise.allSettled(
      Array.from({ length: 20 }, (_, at) => inviteMember(ctx, input(`p${at}@example.test`))),
    )
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(9)
    for (const result of tries) if (result.status === 'rejected') expect(result.reason).toEqual(taken)
    const [first] = await listInvitations(ctx)
    await revokeInvitation(ctx, first ?? { id: '' })
    await expect(inviteMember(ctx, input('later@example.test'))).resolves.toBeDefined()
  })

  test('hold when the plan has shrunk since, however many join at once', async () => {
    const { tenant, ctx } = await bossOf('growth')
    const guests = await Promise.all(Array.from({ length: 6 }, () => makePerson()))
    for (const { email } of guests) await inviteMember(ctx, input(email))
    await owner`update tenants set plan = 'starter' where id = ${tenant.id}`
    const tokens = await Promise.all(guests.map(({ email }) => tokenMailedTo(email)))
    const tries = await Promise.allSettled(
      guests.map((guest, at) => acceptInvitation(visit, guest, { token: tokens[at] ?? '' })),
    )
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
    for (const result of tries) if (result.status === 'rejected') expect(result.reason).toEqual(taken)
    expect(await rolesIn(tenant.id)).toHaveLength(3)
  })

  test('an invitation that found no seat waits for one', async () => {
    const { tenant, ctx } = await bossOf('starter')
    const guest = await makePerson()
    await inviteMember(ctx, input(guest.email))
    await owner`update tenants set plan = 'free' where id = ${tenant.id}`
    const token = await tokenMailedTo(guest.email)
    await expect(acceptInvitation(visit, guest, { token })).rejects.toEqual(taken)
    await owner`update tenants set plan = 'starter' where id = ${tenant.id}`
    await expect(acceptInvitation(visit, guest, { token })).resolves.toEqual({ slug: tenant.slug })
  })
})
