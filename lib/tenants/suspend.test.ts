import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { makeApiKey, makeMembership, makeTenant, makeUser } from '@/db/factories'
import { owner } from '@/db/fixtures/owner'
import { newUuid, platformId, toTypeId } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'
import { identifyKey } from '@/lib/keys/identify'
import { operator } from '@/lib/tenants/fixtures/operator'
import { listTenants } from '@/lib/tenants/list-tenants'
import { resumeTenant, suspendTenant } from '@/lib/tenants/suspend'

const reason = 'Recipients report messages that they never asked for.'

async function workspace() {
  const tenant = await makeTenant({ name: 'Kestrel' })
  const email = `${newUuid()}@example.test`
  const user = await makeUser({ email, password: 'x', iterations: 1 })
  await makeMembership({ tenantId: tenant.id, userId: user.id })
  const { key } = await makeApiKey({ tenantId: tenant.id, mode: 'live' })
  return { ...tenant, id: toTypeId('tenant', tenant.id), tenantId: tenant.id, email, key }
}

test('a suspended tenant’s keys are refused within a second, and accepted again once it may work', async () => {
  const { id, key } = await workspace()
  await identifyKey(key)
  await suspendTenant(operator(), { id, reason })
  await wait(policy.api.keyCacheMilliseconds + 50)
  await expect(identifyKey(key)).rejects.toMatchObject({ code: 'tenant_suspended', status: 403 })
  await resumeTenant(operator(), { id })
  await wait(policy.api.keyCacheMilliseconds + 50)
  await expect(identifyKey(key)).resolves.toMatchObject({ tenant_status: 'active' })
})

test('both chains say who suspended it and why, and each owner gets one mail', async () => {
  const { id, tenantId, email } = await workspace()
  const us = operator()
  await suspendTenant(us, { id, reason })
  const entries = await owner`
    select tenant_id, actor_type, actor_id, before, after from audit_entries
    where target_id = ${id} and action = 'workspace.suspended'`
  expect(new Set(entries.map((entry) => entry.tenant_id))).toEqual(new Set([tenantId, platformId]))
  for (const entry of entries)
    expect(entry).toMatchObject({
      actor_type: 'operator',
      actor_id: toTypeId('user', us.userId),
      before: { status: 'active' },
      after: { status: 'suspended', reason },
    })
  const mails = await owner`select template from mails where recipient = ${email}`
  expect(mails.map(({ template }) => template)).toEqual(['workspace_suspended'])
})

test('of twenty who suspend it at once, one does, and one mail goes out', async () => {
  const { id, email } = await workspace()
  const tries = await Promise.allSettled(
    Array.from({ length: 20 }, () => suspendTenant(operator(), { id, reason })),
  )
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  for (const outcome of tries)
    if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'state_conflict' })
  expect(await owner`select from mails where recipient = ${email}`).toHaveLength(1)
})

test('it takes a fresh proof of who we are, and a tenant that is there', async () => {
  const { id } = await workspace()
  const stale = operator({ authenticatedAt: new Date(Date.now() - policy.sessions.stepUpSeconds * 1_000) })
  const code = (name: string) => expect.objectContaining({ code: name })
  await expect(suspendTenant(stale, { id, reason })).rejects.toEqual(code('step_up_required'))
  await expect(resumeTenant(operator(), { id })).rejects.toEqual(code('state_conflict'))
  for (const unknown of [toTypeId('tenant', newUuid()), 'ten_x', '', toTypeId('user', newUuid())])
    await expect(suspendTenant(operator(), { id: unknown, reason })).rejects.toEqual(code('not_found'))
})

test('a tenant is found by slug, name and the addresses of its people, whatever they hold', async () => {
  const { id, slug, email } = await workspace()
  for (const search of [slug, email, email.toUpperCase(), slug.slice(2)]) {
    const { data } = await listTenants(operator(), { limit: 25, search })
    expect(data.map(({ tenant_id }) => tenant_id)).toContain(id)
    expect(data[0]).toMatchObject({ owners: [email], members: 1, status: 'active' })
  }
  for (const search of ['%', '_', '\\', `${slug}%`, "'; drop table tenants; --"])
    expect((await listTenants(operator(), { limit: 25, search })).data).toEqual([])
})

test('pages of tenants follow each other without a gap, and a cursor of another list is refused', async () => {
  await Promise.all(Array.from({ length: 3 }, workspace))
  const first = await listTenants(operator(), { limit: 2 })
  const next = await listTenants(operator(), { limit: 2, cursor: first.next_cursor ?? '' })
  const both = await listTenants(operator(), { limit: 4 })
  expect([...first.data, ...next.data]).toEqual(both.data)
  await expect(listTenants(operator(), { limit: 2, cursor: 'x' })).rejects.toMatchObject({ status: 422 })
})
