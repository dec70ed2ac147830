import { expect, test } from 'vitest'
import { makeTenant } from '@/db/factories'
import { owner } from '@/db/fixtures/owner'
import { withTenant } from '@/db/tenant'
import { acknowledgeAlert } from '@/lib/alerts/acknowledge'
import { acknowledgeAsOperator } from '@/lib/alerts/acknowledge-as-operator'
import { countOpenAlerts } from '@/lib/alerts/count-open'
import { makePlace, type Place } from '@/lib/alerts/fixtures/triggers'
import { getAlert } from '@/lib/alerts/get'
import { listAlerts } from '@/lib/alerts/list'
import { listAllAlerts } from '@/lib/alerts/list-all'
import { noteSignal } from '@/lib/alerts/note-signal'
import { countOpen, findAlert } from '@/lib/alerts/store'
import { alertJobs } from '@/lib/auth/alert-jobs'
import type { Role } from '@/lib/core/context'
import { fromTypeId, newUuid, platformId, toTypeId } from '@/lib/core/ids'
import { personActor, testContext } from '@/lib/core/test-context'
import { operator } from '@/lib/tenants/fixtures/operator'

const page = { limit: 25 }
const watch = () => alertJobs[0]?.run()

function member({ tenantId, userId }: Place, role: Role = 'owner') {
  return testContext({ tenantId, mode: 'test', actor: personActor(role, { id: userId }) }).ctx
}

async function placeWithAlerts(subjects: string[]) {
  const place = await makePlace()
  for (const subject of subjects)
    await noteSignal({ tenantId: place.tenantId, kind: 'audit_chain_broken', subject })
  await watch()
  return place
}

async function theAlert(place: Place) {
  const [alert] = (await listAlerts(member(place), page)).data
  if (!alert) throw new Error('There is no alert.')
  return alert
}

test('whoever acknowledges is named, in the alert and in the audit log, and the second changes nothing', async () => {
  const place = await placeWithAlerts(['row 1'])
  const ctx = member(place)
  const { id } = await theAlert(place)
  expect(await countOpenAlerts(ctx)).toBe(1)
  const [first, second] = await Promise.all([acknowledgeAlert(ctx, { id }), acknowledgeAlert(ctx, { id })])
  expect(first).toEqual(second)
  expect(first).toMatchObject({
    state: 'acknowledged',
    acknowledged_by: toTypeId('user', place.userId),
    acknowledged_at: expect.any(String),
  })
  expect(await countOpenAlerts(ctx)).toBe(0)
  const audited = await owner`
    select action, target_id, actor_id, after from audit_entries where tenant_id = ${place.tenantId}`
  expect(audited.map((row) => ({ ...row }))).toEqual([
    {
      action: 'alert.acknowledged',
      target_id: id,
      actor_id: toTypeId('user', place.userId),
      after: { rule: 'audit_chain_break', severity: 'critical' },
    },
  ])
})

test('a tenant sees no alert of another, nor of the house: it looks absent', async () => {
  const [place, other] = [await placeWithAlerts(['row 1']), await makePlace()]
  const { id } = await theAlert(place)
  const stranger = member(other)
  expect((await listAlerts(stranger, page)).data).toEqual([])
  for (const absent of [id, 'alt_x', toTypeId('alert', other.tenantId)]) {
    await expect(getAlert(stranger, { id: absent })).rejects.toMatchObject({ code: 'not_found' })
    await expect(acknowledgeAlert(stranger, { id: absent })).rejects.toMatchObject({ code: 'not_found' })
  }
  expect(await withTenant(stranger, (tx) => findAlert(tx, fromTypeId('alert', id) ?? ''))).toBeNull()
  expect(await withTenant(stranger, countOpen)).toBe(0)
  expect(await countOpenAlerts(member(place))).toBe(1)
})

test.each([
  ['owner', true, true],
  ['admin', true, true],
  ['developer', true, false],
  ['support', false, false],
  ['billing', false, false],
] as const)('as %s: reading %s, acknowledging %s', async (role, mayRead, mayWrite) => {
  const place = await placeWithAlerts(['row 1'])
  const { id } = await theAlert(place)
  const ctx = member(place, role)
  const refused = { code: 'role_missing' }
  if (mayRead) expect((await listAlerts(ctx, page)).data).toHaveLength(1)
  else {
    await expect(listAlerts(ctx, page)).rejects.toMatchObject(refused)
    await expect(getAlert(ctx, { id })).rejects.toMatchObject(refused)
    expect(await countOpenAlerts(ctx)).toBe(0)
  }
  if (mayWrite) expect(await acknowledgeAlert(ctx, { id })).toMatchObject({ state: 'acknowledged' })
  else await expect(acknowledgeAlert(ctx, { id })).rejects.toMatchObject(refused)
})

test('no API key acknowledges anything', async () => {
  const place = await placeWithAlerts(['row 1'])
  const { id } = await theAlert(place)
  const { ctx } = testContext({ tenantId: place.tenantId, mode: 'live' })
  await expect(acknowledgeAlert(ctx, { id })).rejects.toMatchObject({ code: 'role_missing' })
})

test('the list pages, filters, and takes no cursor of another', async () => {
  const subjects = ['row 1', 'row 2', 'row 3', 'row 4', 'row 5']
  const [place, other] = [await placeWithAlerts(subjects), await placeWithAlerts(subjects)]
  const ctx = member(place)
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const list = await listAlerts(ctx, { limit: 2, cursor })
    seen.push(...list.data.map(({ subject }) => subject.id))
    cursor = list.next_cursor ?? undefined
  } while (cursor)
  expect(seen.sort()).toEqual(subjects)
  const { id } = await theAlert(place)
  await acknowledgeAlert(ctx, { id })
  const idsOf = async (state: 'open' | 'acknowledged') =>
    (await listAlerts(ctx, { ...page, state })).data.map((alert) => alert.id)
  expect(await idsOf('acknowledged')).toEqual([id])
  expect(await idsOf('open')).toHaveLength(4)
  expect((await listAlerts(ctx, { ...page, severity: 'notice' })).data).toEqual([])
  const { next_cursor } = await listAlerts(member(other), { limit: 2 })
  await expect(listAlerts(ctx, { limit: 2, cursor: next_cursor ?? '' })).rejects.toMatchObject({
    code: 'validation_failed',
  })
})

test('operators page through the alerts of all tenants', async () => {
  const [place, other] = [await placeWithAlerts(['row 1']), await placeWithAlerts(['row 1'])]
  const found: (string | undefined)[] = []
  let cursor: string | undefined
  do {
    const list = await listAllAlerts(operator(), { limit: 2, cursor })
    expect(list.data.length).toBeLessThanOrEqual(2)
    found.push(...list.data.map(({ tenant }) => tenant?.id))
    cursor = list.next_cursor ?? undefined
  } while (cursor)
  for (const { tenantId } of [place, other]) expect(found).toContain(toTypeId('tenant', tenantId))
  const own = await listAllAlerts(operator(), { limit: 25, tenantId: place.tenantId })
  expect(own.data).toMatchObject([{ tenant: { id: toTypeId('tenant', place.tenantId) } }])
})

test('an alert about the house itself is acknowledged by one of us, once, and one of a workspace is not there', async () => {
  const [ours, theirs] = [newUuid(), newUuid()]
  const { id: tenantId } = await makeTenant()
  for (const [id, place] of [
    [ours, platformId],
    [theirs, tenantId],
  ] as const)
    await owner`
      insert into alerts (tenant_id, id, rule, severity, subject, dedupe_key, last_seen_at)
      values (${place}, ${id}, 'unseal_failed', 'critical', 'senders.access_token', ${id}, now())`
  const id = toTypeId('alert', ours)
  const both = await Promise.all([
    acknowledgeAsOperator(operator(), { id }),
    acknowledgeAsOperator(operator(), { id }),
  ])
  for (const alert of both) expect(alert).toMatchObject({ id, state: 'acknowledged' })
  const entries = await owner`select action from audit_entries where target_id = ${id}`
  expect(entries).toEqual([{ action: 'alert.acknowledged' }])
  for (const other of [toTypeId('alert', theirs), toTypeId('alert', newUuid()), 'alt_x'])
    await expect(acknowledgeAsOperator(operator(), { id: other })).rejects.toMatchObject({
      code: 'not_found',
    })
})
