import { describe, expect, test } from 'vitest'
import { makeContact, makeTenant } from '@/db/factories'
import { owner } from '@/db/fixtures/owner'
import { withTenant } from '@/db/tenant'
import { createContact } from '@/lib/contacts/create'
import { getImport } from '@/lib/contacts/get-import'
import { importContacts, uploadImport } from '@/lib/contacts/import'
import { findImport } from '@/lib/contacts/import-store'
import { listContacts } from '@/lib/contacts/list'
import { previewImport } from '@/lib/contacts/preview-import'
import { refusedRows } from '@/lib/contacts/refused-rows'
import { runDueImports } from '@/lib/contacts/run-imports'
import { cancelImport, startImport } from '@/lib/contacts/start-import'
import { writeBatch } from '@/lib/contacts/write-batch'
import { fromTypeId } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'
import { personActor, testContext } from '@/lib/core/test-context'

async function world() {
  const { id: tenantId } = await makeTenant()
  const { ctx } = testContext({ tenantId, mode: 'live', actor: personActor('owner') })
  const begin = (csv: string, wishes = {}) =>
    importContacts(ctx, { csv, fileName: 'contacts.csv', ...wishes })
  const finish = async (id: string) => {
    await expect
      .poll(
        async () => {
          await runDueImports()
          return (await getImport(ctx, { id })).status
        },
        { timeout: 20_000 },
      )
      .not.toMatch(/queued|running/)
    return getImport(ctx, { id })
  }
  return {
    ctx,
    begin,
    finish,
    run: async (csv: string, wishes = {}) => finish((await begin(csv, wishes)).id),
    names: async () => (await listContacts(ctx, { limit: 100 })).data.map(({ name }) => name).sort(),
    file: async (id: string) =>
      (await owner`select file from contact_imports where id = ${fromTypeId('contactImport', id)}`)[0]?.file,
  }
}

const numbers = (count: number, from = 0) =>
  Array.from({ length: count }, (_, n) => `+1415${String(5_550_000 + from + n).padStart(7, '0')}`)
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  )

describe('a file goes in', () => {
  test('row by row: what is new is made, what is known changed, what is wrong refused', async () => {
    const { ctx, run, file } = await world()
    await createContact(ctx, {
      phone: '+5215512345678',
      name: 'Ana',
      tags: ['vip'],
      attributes: { a: 'x', n: 1 },
    })
    const csv = [
      'phone,name,email,tags,opted_out,city',
      '+52 55 1234 5678,,ana@example.test,new,,Puebla',
      '+14155550100,Ben,,,yes,',
      '+14155550100,Again,,,,',
      'soon,Cleo,,,,',
    ].join('\n')
    const done = await run(csv)
    expect(done).toMatchObject({ status: 'done', rows: 4, processed: 4, created: 1, updated: 1, refused: 2 })
    expect(done.errors).toEqual([
      { row: 4, column: null, message: 'Has the same number as row 3.' },
      { row: 5, column: 'phone', message: 'Is no phone number.' },
    ])
    expect((await listContacts(ctx, { limit: 10 })).data).toMatchObject([
      { name: 'Ben', opted_out: true, opt_outs: [{ reason: 'import' }], source: 'import' },
      {
        phone: '+5215512345678',
        name: 'Ana',
        email: 'ana@example.test',
        tags: ['new', 'vip'],
        attributes: { a: 'x', n: 1, city: 'Puebla' },
        source: 'dashboard',
      },
    ])
    expect(await owner`select type, data from events where tenant_id = ${ctx.tenantId}`).toMatchObject([
      { type: 'contact.opted_out', data: { object: 'contact', name: 'Ben', opted_out: true } },
    ])
    expect(await file(done.id)).toBeNull()
  })

  test('a second time it changes nothing, and opts nobody in', async () => {
    const { run, ctx } = await world()
    await run('phone,name,opted_out\n+14155550100,Ben,yes')
    expect(await run('phone,name,opted_out\n+14155550100,Ben,no')).toMatchObject({ created: 0, updated: 1 })
    expect((await listContacts(ctx, { limit: 10 })).data).toMatchObject([{ name: 'Ben', opted_out: true }])
  })

  test('a row that would make too many tags is refused, and the contact left alone', async () => {
    const { run, ctx } = await world()
    const tags = (from: number) => Array.from({ length: policy.contacts.tags }, (_, n) => `t${from + n}`)
    await makeContact({ ...ctx, phone: '+14155550100', canonicalPhone: '+14155550100', tags: tags(0) })
    const done = await run(`phone,name,tags\n+14155550100,Ben,"${tags(1).join(',')}"\n+14155550101,Cleo,a`)
    expect(done).toMatchObject({ created: 1, updated: 0, refused: 1 })
    expect((await listContacts(ctx, { limit: 10 })).data).toMatchObject([{ name: 'Cleo' }, { name: null }])
  })

  test('what is no table of numbers is refused before anything is kept', async () => {
    const { begin, ctx } = await world()
    for (const csv of ['name,city\nAna,Lisbon', 'phone', '', 'a,"b', 'phone,name\n+1,"x'])
      expect(await refusal(begin(csv))).toMatchObject({ code: 'validation_failed' })
    expect(await refusal(begin('a,b\n+14155550100,x', { columns: ['phone'] }))).toMatchObject({
      options: { faults: [{ path: 'columns' }] },
    })
    expect(await owner`select 1 from contact_imports where tenant_id = ${ctx.tenantId}`).toHaveLength(0)
  })

  test('the refused rows come back as a file that can be mended, and runs nothing', async () => {
    const { run, ctx } = await world()
    const { id } = await run('phone,note\nsoon,=cmd()\n+14155550100,ok')
    const file = await refusedRows(ctx, { id })
    let text = ''
    for await (const piece of file.pieces) text += piece
    expect(text).toBe("phone,note,row,error\r\nsoon,'=cmd(),2,phone: Is no phone number.\r\n")
  })
})

describe('nothing is done twice, and nothing left out', () => {
  const { batchRows } = policy.contacts.imports
  const csv = ['phone,name', ...numbers(batchRows + 5).map((phone, n) => `${phone},P${n}`)].join('\n')

  test('by many processes at once', async () => {
    const { ctx, begin, finish } = await world()
    const { id } = await begin(csv)
    await Promise.all(Array.from({ length: 6 }, runDueImports))
    expect(await finish(id)).toMatchObject({ status: 'done', created: batchRows + 5, updated: 0, refused: 0 })
    expect(await owner`select 1 from contacts where tenant_id = ${ctx.tenantId}`).toHaveLength(batchRows + 5)
  })

  test('by a process that dies after a batch: another goes on behind it once the lease is over', async () => {
    const { ctx, begin, finish } = await world()
    const { id } = await begin(csv)
    const uuid = fromTypeId('contactImport', id) ?? ''
    await owner`update contact_imports set status = 'running', due_at = now() + interval '20 seconds' where id = ${uuid}`
    const rows = numbers(batchRows).map((phone, n) => ({
      row: n + 2,
      cells: [phone],
      faults: [],
      contact: { phone, name: `P${n}`, email: null, tags: [], attributes: {}, optedOut: false },
    }))
    const write = () => withTenant(ctx, (tx) => writeBatch(tx, uuid, 0, rows))
    expect(await Promise.all([write(), write()])).toEqual(expect.arrayContaining([true, false]))
    expect(await getImport(ctx, { id })).toMatchObject({ status: 'running', processed: batchRows })
    await owner`update contact_imports set due_at = now() - interval '1 second' where id = ${uuid}`
    expect(await finish(id)).toMatchObject({
      status: 'done',
      created: batchRows + 5,
      updated: 0,
      processed: batchRows + 5,
    })
  })

  test('a file and a maker of the same numbers at once make each contact once', async () => {
    const { ctx, begin, finish } = await world()
    const { id } = await begin(csv)
    const made = numbers(20).map((phone) => refusal(createContact(ctx, { phone, tags: [], attributes: {} })))
    const [errors] = await Promise.all([Promise.all(made), finish(id)])
    for (const error of errors.filter(Boolean)) expect(error).toMatchObject({ code: 'state_conflict' })
    expect(await owner`select 1 from contacts where tenant_id = ${ctx.tenantId}`).toHaveLength(batchRows + 5)
  })

  test('one that is canceled stops, keeps what is in, and is erased', async () => {
    const { ctx, begin, file } = await world()
    const { id } = await begin(csv)
    expect(await cancelImport(ctx, { id })).toMatchObject({ status: 'canceled' })
    expect(await file(id)).toBeNull()
    expect(await refusal(cancelImport(ctx, { id }))).toMatchObject({ code: 'state_conflict' })
    await runDueImports()
    expect(await getImport(ctx, { id })).toMatchObject({ status: 'canceled', processed: 0 })
  })
})

describe('a file that somebody looks at first', () => {
  test('shows what would become of it, is read anew as they wish, and then goes in', async () => {
    const { ctx, finish, names } = await world()
    const { id } = await uploadImport(ctx, { csv: 'tel;wer\n0151 12345678;Ana\n12;Ben', fileName: 'x.csv' })
    expect(await previewImport(ctx, { id })).toMatchObject({
      header: true,
      columns: [
        { name: 'tel', field: 'phone' },
        { name: 'wer', field: 'attribute:wer' },
      ],
      rows: 2,
      good: 0,
      without_country: 1,
    })
    const wishes = { columns: ['phone', 'name'], header: true, defaultCountry: 'DE' }
    expect(await previewImport(ctx, { id, ...wishes })).toMatchObject({
      good: 1,
      without_country: 0,
      refused: [{ row: 3 }],
    })
    expect(await names()).toEqual([])
    expect(await startImport(ctx, { id, ...wishes })).toMatchObject({ status: 'queued' })
    expect(await refusal(startImport(ctx, { id, ...wishes }))).toMatchObject({ code: 'state_conflict' })
    expect(await finish(id)).toMatchObject({ status: 'done', created: 1, refused: 1 })
    expect(await names()).toEqual(['Ana'])
  })

  test('is erased when nobody starts it', async () => {
    const { ctx, file } = await world()
    const { id } = await uploadImport(ctx, { csv: 'phone\n+14155550100', fileName: 'x.csv' })
    await owner`update contact_imports set created_at = now() - interval '25 hours' where id = ${fromTypeId('contactImport', id)}`
    await runDueImports()
    expect(await getImport(ctx, { id })).toMatchObject({ status: 'canceled' })
    expect(await file(id)).toBeNull()
  })

  test('is another tenant’s and the other mode’s to nobody', async () => {
    const [one, two] = [await world(), await world()]
    const { id } = await uploadImport(one.ctx, { csv: 'phone\n+14155550100', fileName: 'x.csv' })
    const otherMode = testContext({ ...one.ctx, mode: 'test', actor: personActor('owner') }).ctx
    for (const ctx of [two.ctx, otherMode])
      for (const act of [previewImport, startImport, cancelImport, refusedRows])
        expect(await refusal(act(ctx, { id }))).toMatchObject({ code: 'not_found' })
    expect(
      await withTenant(one.ctx, (tx) => findImport(tx, fromTypeId('contactImport', id) ?? '')),
    ).not.toBeNull()
  })
})

test('of a tenant only a few files are on their way at once', async () => {
  const { begin, ctx } = await world()
  await owner`insert into contact_imports (tenant_id, mode, id, file_name, status, due_at)
    select ${ctx.tenantId}, 'live', gen_random_uuid(), 'x.csv', 'running', now() + interval '1 hour'
    from generate_series(1, ${policy.contacts.imports.openPerMode})`
  expect(await refusal(begin('phone\n+14155550100'))).toMatchObject({ code: 'state_conflict' })
})
