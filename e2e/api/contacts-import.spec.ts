import { expect, test } from '../fixtures'
import type { Api } from '../support/api'
import { ContactImport, ContactList } from '../support/contact-shapes'
import { expectProblem, withoutRequestId } from '../support/problem'
import { refusesStrangers } from '../support/refusals'

const unknown = 'imp_01h2xcejqtf2nbrexx3vqjhp41'

async function finished(api: Api, key: string, id: string) {
  const read = async () => ContactImport.parse((await api.get(`/contacts/import/${id}`, { key })).json)
  await expect.poll(async () => (await read()).status, { timeout: 30_000 }).not.toMatch(/queued|running/)
  return read()
}

test.describe('POST /api/v1/contacts/import', () => {
  refusesStrangers({ method: 'POST', path: '/contacts/import', lacking: 'read_only' })

  test('202: the rows go in, the refused ones are told, and nothing of the file is in the log', async ({
    api,
    tenant,
    owner,
  }) => {
    const key = tenant.test_key
    const csv = 'phone;name;city\n0151 12345678;Ana;Köln\n+14155550100;Ben;\nsoon;Cleo;\n'
    const reply = await api.post('/contacts/import', { csv, default_country: 'DE' }, { key })
    expect(reply.status).toBe(202)
    const queued = ContactImport.parse(reply.json)
    expect(queued).toMatchObject({ status: 'queued', rows: 3, columns: ['phone', 'name', 'attribute:city'] })
    const done = await finished(api, key, queued.id)
    expect(done).toMatchObject({ status: 'done', processed: 3, created: 2, refused: 1 })
    expect(done.errors).toMatchObject([{ row: 4, column: 'phone' }])
    const { data } = ContactList.parse((await api.get('/contacts', { key })).json)
    expect(data.map(({ phone, name, source }) => [phone, name, source]).sort()).toEqual([
      ['+14155550100', 'Ben', 'import'],
      ['+4915112345678', 'Ana', 'import'],
    ])
    const logged = `/requests/${reply.headers['request-id']}`
    await expect.poll(async () => (await api.get(logged, { key })).status).toBe(200)
    expect((await api.get(logged, { key })).text).not.toContain('Köln')
    expect(
      await owner`select 1 from contact_imports where tenant_id = ${tenant.id} and file is not null`,
    ).toHaveLength(0)
  })

  test('202: a file of 20,000 rows, in a body larger than others may be', async ({ api, tenant }) => {
    const rows = Array.from({ length: 20_000 }, (_, n) => `+1415${5_550_000 + n},Person ${n},vip`)
    const csv = `phone,name,tags\n${rows.join('\n')}`
    const reply = await api.post('/contacts/import', { csv }, { key: tenant.test_key })
    const done = await finished(api, tenant.test_key, ContactImport.parse(reply.json).id)
    expect(done).toMatchObject({ status: 'done', created: 20_000, refused: 0 })
  })

  test('413: more than that is too much', async ({ api, resident }) => {
    const reply = await api.post(
      '/contacts/import',
      { csv: 'x'.repeat(10_000_001) },
      { key: resident.test_key },
    )
    expectProblem(reply, 413, 'body_too_large')
  })

  for (const [name, body] of [
    ['no column of numbers', { csv: 'name\nAna' }],
    ['a quote that stays open', { csv: 'phone\n"+14155550100' }],
    ['a header and no rows', { csv: 'phone' }],
    ['a column that is none', { csv: 'phone\n+14155550100', columns: ['number'] }],
    ['two columns for one field', { csv: 'a,b\n+14155550100,x', columns: ['phone', 'phone'] }],
    ['a country that is none', { csv: 'phone\n+14155550100', default_country: 'XX' }],
    ['a file with a NUL', { csv: 'phone\n\0' }],
  ] as const)
    test(`422: ${name} is refused`, async ({ api, resident }) => {
      const reply = await api.post('/contacts/import', body, { key: resident.test_key })
      const problem = expectProblem(reply, 422, 'validation_failed')
      expect(problem.errors?.length).toBeGreaterThan(0)
    })
})

test.describe('GET /api/v1/contacts/import/{id}', () => {
  refusesStrangers({ method: 'GET', path: `/contacts/import/${unknown}`, lacking: 'send_only' })

  test('404: another tenant’s, the other mode’s, and none at all', async ({ api, tenant, stranger }) => {
    const reply = await api.post('/contacts/import', { csv: 'phone\n+14155550100' }, { key: tenant.test_key })
    const { id } = ContactImport.parse(reply.json)
    const replies = await Promise.all([
      api.get(`/contacts/import/${id}`, { key: stranger.test_key }),
      api.get(`/contacts/import/${id}`, { key: tenant.live_key }),
      api.get(`/contacts/import/${unknown}`, { key: tenant.test_key }),
      api.get('/contacts/import/x', { key: tenant.test_key }),
    ])
    for (const answer of replies) expectProblem(answer, 404, 'not_found')
    expect(new Set(replies.map(withoutRequestId)).size).toBe(1)
  })
})
