import { expect, test } from 'vitest'
import { makeMembership, makeTenant, makeUser } from '@/db/factories'
import { owner } from '@/db/fixtures/owner'
import { newUuid } from '@/lib/core/ids'
import { findTenantPage } from '@/lib/http/require-tenant'

test('a workspace that wants a second factor lets in the sessions that have proven one', async () => {
  const tenant = await makeTenant()
  const user = await makeUser({ email: `${newUuid()}@example.test`, password: 'x', iterations: 1 })
  await makeMembership({ tenantId: tenant.id, userId: user.id })
  await owner`update tenants set requires_second_factor = true where id = ${tenant.id}`
  const find = (secondFactorAt: Date | null, slug = tenant.slug) => {
    const person = { ...user, isOperator: false }
    const session = { id: newUuid(), user: person, authenticatedAt: new Date(), secondFactorAt }
    return findTenantPage(session, { tenant: slug, mode: 'live' }, '')
  }
  await expect(find(null)).rejects.toMatchObject({ code: 'second_factor_required', status: 403 })
  expect((await find(new Date()))?.ctx.tenantId).toBe(tenant.id)
  expect(await find(null, 'nobody')).toBeNull()
})
