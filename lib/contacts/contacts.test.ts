import { describe, expect, test } from 'vitest'
import { makeMessage, makeTenant } from '@/db/factories'
import { owner } from '@/db/fixtures/owner'
import { withTenant } from '@/db/tenant'
import { changeContact } from '@/lib/contacts/change'
import { createContact } from '@/lib/contacts/create'
import { deleteContact } from '@/lib/contacts/delete'
import { exportContacts } from '@/lib/contacts/export'
import { getContact } from '@/lib/contacts/get'
import { getSuppression } from '@/lib/contacts/get-suppression'
import { listContacts } from '@/lib/contacts/list'
import { mergeContacts } from '@/lib/contacts/merge'
import { notePerson } from '@/lib/contacts/note-person'
import { removeSuppression } from '@/lib/contacts/remove-suppression'
import { setSuppression } from '@/lib/contacts/set-suppression'
import type { Ctx } from '@/lib/core/context'
import { fromTypeId } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'
import { personActor, testContext } from '@/lib/core/test-context'

const phone = '+5215512345678'
const variant = '+525512345678'
const plain = { phone, tags: [], attributes: {} }
const page = { limit: 25 }

async function tenant(role?: 'owner' | 'support') {
  const { id: tenantId } = await makeTenant()
  const actor = role && personActor(role)
  return testContext({ tenantId, mode: 'live', ...(actor ? { actor } : {}) }).ctx
}
const as = (role: 'owner' | 'support', { tenantId, mode }: Ctx) =>
  testContext({ tenantId, mode, actor: personActor(role) }).ctx
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  )

describe('a number is one contact’s', () => {
  test('another form of it is a conflict that names the contact', async () => {
    const ctx = await tenant()
    const { id } = await createContact(ctx, plain)
    expect(await refusal(createContact(ctx, { ...plain, phone: variant }))).toMatchObject({
      code: 'state_conflict',
      options: { detail: `${id} has this number.`, faults: [{ path: 'phone' }] },
    })
    const { id: other } = await createContact(ctx, { ...plain, phone: '+14155550100' })
    expect(await refusal(changeContact(ctx, { id: other, phone: variant }))).toMatchObject({
      code: 'state_conflict',
    })
    expect(await changeContact(ctx, { id, phone: variant })).toMatchObject({ id, phone: variant })
  })

  test('of twenty who make it at once one does', async () => {
    const ctx = await tenant()
    const made = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        refusal(createContact(ctx, { ...plain, phone: n % 2 ? phone : variant })),
      ),
    )
    expect(made.filter((error) => error === null)).toHaveLength(1)
    expect((await listContacts(ctx, page)).data).toHaveLength(1)
  })

  test('makers, writers and changers of numbers at once neither fail nor make two', async () => {
    const ctx = await tenant()
    const { id } = await createContact(ctx, { ...plain, phone: '+14155550100' })
    const seen = { phone, bsuid: 'MX.1', username: null, profileName: null, at: new Date() }
    const works = Array.from({ length: 24 }, (_, n) => {
      if (n % 3 === 0) return createContact(ctx, plain)
      if (n % 3 === 1)
        return withTenant(ctx, (tx) => notePerson(tx, { ...seen, phone: n % 2 ? null : phone }))
      return changeContact(ctx, { id, phone: n % 2 ? variant : '+14155550100' })
    })
    const errors = (await Promise.all(works.map(refusal))).filter((error) => error !== null)
    for (const error of errors) expect(error).toMatchObject({ code: 'state_conflict' })
    const rows = await owner`select canonical_phone from contacts where tenant_id = ${ctx.tenantId}
      and canonical_phone = ${variant}`
    expect(rows).toHaveLength(1)
  })
})

describe('a change', () => {
  test('leaves what it does not name, and takes attributes one by one', async () => {
    const ctx = await tenant()
    const { id } = await createContact(ctx, {
      ...plain,
      name: 'Ana',
      tags: ['a'],
      attributes: { x: 1, y: 'z' },
    })
    const changed = await changeContact(ctx, { id, attributes: { x: null, n: true }, tags: ['b'] })
    expect(changed).toMatchObject({ name: 'Ana', tags: ['b'], attributes: { y: 'z', n: true } })
    expect(await changeContact(ctx, { id, name: null })).toMatchObject({ name: null, tags: ['b'] })
    expect(await getContact(ctx, { id })).toMatchObject({ name: null, attributes: { y: 'z', n: true } })
  })

  test('that would make too many attributes changes nothing', async () => {
    const ctx = await tenant()
    const pairs = (from: number) =>
      Object.fromEntries(Array.from({ length: policy.contacts.attributes }, (_, n) => [`k${from + n}`, n]))
    const { id } = await createContact(ctx, { ...plain, attributes: pairs(0) })
    expect(await refusal(changeContact(ctx, { id, name: 'Ana', attributes: pairs(1) }))).toMatchObject({
      code: 'validation_failed',
    })
    expect(await getContact(ctx, { id })).toMatchObject({ name: null })
  })

  test('of opted_out is the suppression of the number, and the other way round', async () => {
    const ctx = await tenant()
    const { id } = await createContact(ctx, { ...plain, optedOut: true })
    expect(await getSuppression(ctx, { phone: variant })).toMatchObject({
      scope: 'all',
      reason: 'api',
      phone,
    })
    expect(await changeContact(ctx, { id, optedOut: false })).toMatchObject({
      opted_out: false,
      opt_outs: [],
    })
    expect(await refusal(getSuppression(ctx, { phone }))).toMatchObject({ code: 'not_found' })
    await setSuppression(ctx, { phone: encodeURIComponent(variant), scope: 'marketing', note: 'asked' })
    expect(await getContact(ctx, { id })).toMatchObject({
      opted_out: false,
      opt_outs: [{ scope: 'marketing', reason: 'api', note: 'asked' }],
    })
    await removeSuppression(ctx, { phone })
    expect(await getContact(ctx, { id })).toMatchObject({ opt_outs: [] })
  })
})

describe('the list', () => {
  test('is filtered by number, tag, opt-out, words and time', async () => {
    const ctx = await tenant()
    const make = (values: object) => createContact(ctx, { ...plain, ...values })
    const ana = await make({ name: 'Ana Keller', email: 'ak@example.test', tags: ['vip'] })
    const ben = await make({ phone: '+14155550100', name: 'Ben_100%', optedOut: true })
    const names = async (query: object) =>
      (await listContacts(ctx, { ...page, ...query })).data.map(({ id }) => id)
    expect(await names({})).toEqual([ben.id, ana.id])
    expect(await names({ phone: variant })).toEqual([ana.id])
    expect(await names({ tag: 'vip' })).toEqual([ana.id])
    expect(await names({ optedOut: true })).toEqual([ben.id])
    expect(await names({ optedOut: false })).toEqual([ana.id])
    for (const q of ['ana', 'KELL', 'ak@', '+52155', '52 55', 'ana k'])
      expect(await names({ q }), q).toEqual([ana.id])
    expect(await names({ q: 'ben_100%' })).toEqual([ben.id])
    for (const q of ['eller', 'ben%', '_', '\\', "' or 1=1"]) expect(await names({ q }), q).toEqual([])
    expect(await names({ createdAfter: ben.created_at })).toEqual([ben.id])
    expect(await names({ createdBefore: ben.created_at, tag: 'vip' })).toEqual([ana.id])
  })

  test('shows support masked numbers, which it may ask for whole but not feel its way to', async () => {
    const ctx = await tenant()
    await createContact(ctx, plain)
    const support = as('support', ctx)
    const masked = [{ phone: expect.stringContaining('•') }]
    expect((await listContacts(support, { ...page, phone: variant })).data).toMatchObject(masked)
    expect((await listContacts(support, { ...page, q: '+5215' })).data).toEqual([])
    expect(await refusal(createContact(support, plain))).toMatchObject({ code: 'role_missing' })
  })
})

test('a contact that is deleted leaves its messages and its opt-out', async () => {
  const ctx = await tenant('owner')
  const { id } = await createContact(ctx, { ...plain, optedOut: true })
  const contactId = fromTypeId('contact', id)
  const message = await makeMessage({ tenantId: ctx.tenantId, mode: 'live', phone, contactId })
  expect(await deleteContact(ctx, { id })).toEqual({ object: 'contact', id, deleted: true })
  expect(await refusal(deleteContact(ctx, { id }))).toMatchObject({ code: 'not_found' })
  expect(await getSuppression(ctx, { phone })).toMatchObject({ reason: 'dashboard' })
  expect(await owner`select contact_id from messages where id = ${message.id}`).toMatchObject([
    { contact_id: null },
  ])
  expect(await createContact(ctx, plain)).toMatchObject({ opted_out: true })
  const audit =
    await owner`select action, target_id, after from audit_entries where tenant_id = ${ctx.tenantId} order by seq`
  expect(audit.map(({ action }) => action)).toEqual(['contact.created', 'contact.deleted', 'contact.created'])
  expect(JSON.stringify(audit)).not.toContain('5512345678')
})

describe('two merged by hand', () => {
  test('are the first one, with what both knew, and want no messages if one of them wanted none', async () => {
    const ctx = await tenant('owner')
    const one = await createContact(ctx, { ...plain, tags: ['a'] })
    const two = await createContact(ctx, {
      ...plain,
      phone: '+14155550100',
      name: 'Ana',
      tags: ['b'],
      optedOut: true,
    })
    const merged = await mergeContacts(ctx, { id: one.id, otherId: two.id })
    expect(merged).toMatchObject({ id: one.id, phone, name: 'Ana', tags: ['a', 'b'], opted_out: true })
    expect(await refusal(getContact(ctx, { id: two.id }))).toMatchObject({ code: 'not_found' })
  })

  test('both ways at once are merged once, and one with itself never', async () => {
    const ctx = await tenant('owner')
    const one = await createContact(ctx, plain)
    const two = await createContact(ctx, { ...plain, phone: '+14155550100' })
    expect(await refusal(mergeContacts(ctx, { id: one.id, otherId: one.id }))).toMatchObject({
      code: 'state_conflict',
    })
    const both = await Promise.all([
      refusal(mergeContacts(ctx, { id: one.id, otherId: two.id })),
      refusal(mergeContacts(ctx, { id: two.id, otherId: one.id })),
    ])
    expect(both.filter((error) => error === null)).toHaveLength(1)
    expect((await listContacts(ctx, page)).data).toHaveLength(1)
  })

  test('are the tenant’s own', async () => {
    const [ctx, stranger] = [await tenant('owner'), await tenant('owner')]
    const one = await createContact(ctx, plain)
    const theirs = await createContact(stranger, plain)
    expect(await refusal(mergeContacts(ctx, { id: one.id, otherId: theirs.id }))).toMatchObject({
      code: 'not_found',
    })
    expect(await getContact(stranger, { id: theirs.id })).toMatchObject({ phone })
  })
})

test('an export holds what the filter finds, runs nothing in a spreadsheet, and is in the audit log', async () => {
  const ctx = await tenant('owner')
  await createContact(ctx, {
    ...plain,
    name: '=HYPERLINK("http://evil")',
    tags: ['vip', 'a b'],
    attributes: { n: 1 },
  })
  await createContact(ctx, { ...plain, phone: '+14155550100', name: 'Ben' })
  const file = await exportContacts(ctx, { tag: 'vip' })
  let text = ''
  for await (const piece of file.pieces) text += piece
  const [head, row, ...rest] = text.trim().split('\r\n')
  expect(head).toMatch(/^id,phone,/)
  expect(row).toContain(`'${phone}`)
  expect(row).toContain('"\'=HYPERLINK')
  expect(rest).toEqual([])
  expect(
    await owner`select action from audit_entries where tenant_id = ${ctx.tenantId} and action = 'contacts.exported'`,
  ).toHaveLength(1)
})
