import { describe, expect, test } from 'vitest'
import { makeMembership, makeTenant, makeUser } from '@/db/factories'
import { owner } from '@/db/fixtures/owner'
import { type Role, roles } from '@/lib/core/context'
import { newUuid } from '@/lib/core/ids'
import { personActor, testContext } from '@/lib/core/test-context'
import { listMemberships } from '@/lib/tenants/list-memberships'
import { setSecondFactorRule } from '@/lib/tenants/set-second-factor-rule'

type Proof = { authenticatedAt?: Date; secondFactorAt?: Date | null }

async function memberOf(tenantId: string, role: Role, proof: Proof = {}) {
  const user = await makeUser({ email: `${newUuid()}@example.test`, password: 'x', iterations: 1 })
  await makeMembership({ tenantId, userId: user.id, role })
  const actor = { ...personActor(role, { id: user.id }), secondFactorAt: new Date(), ...proof }
  const isRequired = async () => (await listMemberships(user.id))[0]?.tenant.requiresSecondFactor
  return { isRequired, ...testContext({ tenantId, mode: 'live', actor }) }
}

describe('a workspace that wants a second factor', () => {
  test('is made so, and freed again, by owners and admins who have proven one themselves', async () => {
    for (const role of roles) {
      const { id } = await makeTenant()
      const { ctx, isRequired } = await memberOf(id, role)
      const switched = setSecondFactorRule(ctx, { required: true })
      if (role === 'owner' || role === 'admin') {
        expect(await switched).toEqual({ required: true })
        expect(await isRequired()).toBe(true)
        await setSecondFactorRule(ctx, { required: false })
        expect(await isRequired()).toBe(false)
      } else await expect(switched).rejects.toMatchObject({ code: 'role_missing' })
    }
  })

  test('is not made so by somebody who would lock themselves out', async () => {
    const { id } = await makeTenant()
    const { ctx, isRequired } = await memberOf(id, 'owner', { secondFactorAt: null })
    const switched = setSecondFactorRule(ctx, { required: true })
    await expect(switched).rejects.toMatchObject({ code: 'state_conflict' })
    expect(await isRequired()).toBe(false)
  })

  test('is changed by whoever has just proven who they are, and by no key', async () => {
    const { id } = await makeTenant()
    const stale = await memberOf(id, 'owner', { authenticatedAt: new Date(Date.now() - 301_000) })
    const switched = setSecondFactorRule(stale.ctx, { required: true })
    await expect(switched).rejects.toMatchObject({ code: 'step_up_required' })
    const byKey = setSecondFactorRule(testContext({ tenantId: id, mode: 'live' }).ctx, { required: true })
    await expect(byKey).rejects.toMatchObject({ code: 'role_missing' })
  })

  test('leaves its neighbours alone, and one entry in its audit log for each change', async () => {
    const [tenant, neighbour] = await Promise.all([makeTenant(), makeTenant()])
    const [{ ctx }, other] = [await memberOf(tenant.id, 'owner'), await memberOf(neighbour.id, 'owner')]
    await setSecondFactorRule(ctx, { required: true })
    await setSecondFactorRule(ctx, { required: true })
    expect(await other.isRequired()).toBe(false)
    const entries =
      await owner`select action, before, after from audit_entries where tenant_id = ${tenant.id}`
    expect(entries).toEqual([
      {
        action: 'second_factor.required',
        before: { requires_second_factor: false },
        after: { requires_second_factor: true },
      },
    ])
  })
})
