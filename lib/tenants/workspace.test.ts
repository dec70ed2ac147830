import { describe, expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { asSystem } from '@/db/tenant'
import { unseal } from '@/lib/core/crypto'
import { policy } from '@/lib/core/policy'
import { createTenantIn } from '@/lib/tenants/create'
import { auditOf, makePerson, makeTeam } from '@/lib/tenants/fixtures/team'
import { listMemberships } from '@/lib/tenants/list-memberships'
import { updateWorkspace } from '@/lib/tenants/update'

const create = (userId: string) => asSystem((tx) => createTenantIn(tx, { userId, name: 'Kestrel' }))

describe('a new workspace', () => {
  test('has its maker as owner, an address of its own and a sealed secret', async () => {
    const person = await makePerson()
    const made = await Promise.all([1, 2].map(() => create(person.id)))
    expect(new Set(made.map(({ slug }) => slug)).size).toBe(2)
    expect(await listMemberships(person.id)).toMatchObject([
      { role: 'owner', tenant: { name: 'Kestrel', plan: 'free' } },
      { role: 'owner', tenant: { name: 'Kestrel', plan: 'free' } },
    ])
    const id = made[0]?.tenantId ?? ''
    const [row] = await owner<{ sealed: string }[]>`
      select webhook_secret_sealed as sealed from tenants where id = ${id}`
    const place = { table: 'tenants', column: 'webhook_secret', tenantId: id, rowId: id }
    expect(unseal(place, row?.sealed ?? '')).toMatch(/^whsec_/)
  })

  test('is the last one that somebody may have, also when 30 are made at once', async () => {
    const person = await makePerson()
    const tries = await Promise.allSettled(Array.from({ length: 30 }, () => create(person.id)))
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(policy.teams.tenantsPerPerson)
    for (const result of tries)
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'state_conflict' })
  })
})

test('a workspace is renamed, its address stays, and the change is written down', async () => {
  const { tenant, members } = await makeTeam(['admin'])
  const [admin] = members
  if (!admin) throw new Error('There is an admin.')
  await updateWorkspace(admin.ctx, { name: 'Merlin', defaultLocale: 'de' })
  expect(await listMemberships(admin.id)).toMatchObject([
    { tenant: { name: 'Merlin', defaultLocale: 'de', slug: tenant.slug, plan: 'scale' } },
  ])
  expect(await auditOf(tenant.id)).toMatchObject([
    {
      action: 'workspace.changed',
      before: { name: 'Kestrel', default_locale: 'en_US' },
      after: { name: 'Merlin', default_locale: 'de' },
    },
  ])
})
