import type { z } from 'zod'
import { expect, test } from '../fixtures'
import type { Api } from '../support/api'
import { Contact, ContactList } from '../support/contact-shapes'
import { randomPhone } from '../support/phone'
import { expectProblem, withoutRequestId } from '../support/problem'
import { refusesStrangers } from '../support/refusals'

const unknown = 'con_01h2xcejqtf2nbrexx3vqjhp41'
const json = { 'content-type': 'application/json' }

async function create(api: Api, key: string, values: object = {}): Promise<z.infer<typeof Contact>> {
  const reply = await api.post('/contacts', { phone: randomPhone(), ...values }, { key })
  expect(reply.status, reply.text).toBe(201)
  return Contact.parse(reply.json)
}
const patch = (api: Api, key: string, id: string, body: object) =>
  api.call('PATCH', `/contacts/${id}`, { key, headers: json, body: JSON.stringify(body) })

test.describe('POST /api/v1/contacts', () => {
  refusesStrangers({ method: 'POST', path: '/contacts', lacking: 'read_only' })

  test('201: a contact as it was said, its tags each once and in lower case', async ({ api, tenant }) => {
    const phone = randomPhone()
    const attributes = { city: 'Lisbon', orders: 12, vip: true }
    const contact = await create(api, tenant.test_key, {
      phone,
      name: ' Ana ',
      email: 'ana@example.test',
      tags: ['VIP', ' vip ', 'New  York'],
      attributes,
    })
    expect(contact).toMatchObject({
      phone,
      name: 'Ana',
      tags: ['vip', 'new york'],
      attributes,
      opted_out: false,
      opt_outs: [],
      source: 'api',
      mode: 'test',
    })
  })

  test('409: another form of a known number names the contact that has it; the other mode has its own', async ({
    api,
    tenant,
  }) => {
    const end = randomPhone().slice(6, 12)
    const { id } = await create(api, tenant.test_key, { phone: `+5215512${end}` })
    const reply = await api.post('/contacts', { phone: `+525512${end}` }, { key: tenant.test_key })
    const problem = expectProblem(reply, 409, 'state_conflict')
    expect(problem.errors).toEqual([
      {
        path: 'phone',
        message: `${id} has this number.`,
        fix: `Change that one: PATCH /api/v1/contacts/${id}.`,
      },
    ])
    await create(api, tenant.live_key, { phone: `+525512${end}` })
  })

  test('with an Idempotency-Key it is made once', async ({ api, tenant }) => {
    const body = { phone: randomPhone() }
    const call = () =>
      api.post('/contacts', body, { key: tenant.test_key, headers: { 'idempotency-key': body.phone } })
    const [first, second] = [await call(), await call()]
    expect(second.json).toEqual(first.json)
    expect(second.headers['idempotency-replayed']).toBe('true')
  })

  for (const [name, body] of [
    ['no number', {}],
    ['a tag with a comma', { phone: '+14155550100', tags: ['a,b'] }],
    ['an empty tag', { phone: '+14155550100', tags: [' '] }],
    ['51 tags', { phone: '+14155550100', tags: Array.from({ length: 51 }, (_, n) => `t${n}`) }],
    ['a key that is none', { phone: '+14155550100', attributes: { '1x': 1 } }],
    ['an attribute that is an object', { phone: '+14155550100', attributes: { x: {} } }],
    ['a name of two lines', { phone: '+14155550100', name: 'a\nb' }],
    ['an email that is none', { phone: '+14155550100', email: 'ana' }],
    ['a field of ours', { phone: '+14155550100', source: 'inbound' }],
  ] as const)
    test(`422: ${name} is refused`, async ({ api, resident }) => {
      expectProblem(await api.post('/contacts', body, { key: resident.test_key }), 422, 'validation_failed')
    })

  test('422: a number that is none is told the one that was meant', async ({ api, resident }) => {
    const reply = await api.post('/contacts', { phone: '14155550100' }, { key: resident.test_key })
    expect(expectProblem(reply, 422, 'recipient_invalid').errors).toMatchObject([
      { path: 'phone', fix: 'Did you mean +14155550100?' },
    ])
  })
})

test.describe('GET /api/v1/contacts', () => {
  refusesStrangers({ method: 'GET', path: '/contacts', lacking: 'send_only' })

  test('200: newest first, page by page, the whole and nothing of anybody else', async ({
    api,
    tenant,
    stranger,
  }) => {
    const key = tenant.test_key
    const ids: string[] = []
    for (let made = 0; made < 5; made++) {
      await create(api, stranger.test_key)
      ids.unshift((await create(api, key)).id)
    }
    const seen: string[] = []
    let next: string | null = ''
    while (next !== null) {
      const cursor: string = next && `&cursor=${encodeURIComponent(next)}`
      const page = ContactList.parse((await api.get(`/contacts?limit=2${cursor}`, { key })).json)
      seen.push(...page.data.map(({ id }) => id))
      next = page.next_cursor
    }
    expect(seen).toEqual(ids)
    expectProblem(await api.get('/contacts?cursor=x', { key }), 422, 'validation_failed')
  })

  test('200: filtered by number, tag, opt-out, words and time', async ({ api, tenant }) => {
    const key = tenant.test_key
    const ana = await create(api, key, { name: 'Ana Keller', tags: ['vip'] })
    const ben = await create(api, key, { name: 'Ben', opted_out: true })
    const idsOf = async (query: Record<string, string>) =>
      ContactList.parse((await api.get(`/contacts?${new URLSearchParams(query)}`, { key })).json).data.map(
        ({ id }) => id,
      )
    expect(await idsOf({ phone: ana.phone ?? '' })).toEqual([ana.id])
    expect(await idsOf({ tag: 'VIP' })).toEqual([ana.id])
    expect(await idsOf({ opted_out: 'true' })).toEqual([ben.id])
    expect(await idsOf({ opted_out: 'false', q: 'kell' })).toEqual([ana.id])
    expect(await idsOf({ q: ben.phone?.slice(0, 10) ?? '' })).toEqual(
      ana.phone?.slice(0, 10) === ben.phone?.slice(0, 10) ? [ben.id, ana.id] : [ben.id],
    )
    expect(await idsOf({ created_after: ben.created_at })).toEqual([ben.id])
  })

  for (const query of ['limit=0', 'opted_out=yes', 'q=%00', 'tag=', 'created_after=today', 'name=Ana'])
    test(`422: ?${query} is refused`, async ({ api, resident }) => {
      expectProblem(await api.get(`/contacts?${query}`, { key: resident.test_key }), 422, 'validation_failed')
    })
})

test.describe('GET /api/v1/contacts/{id}', () => {
  refusesStrangers({
    method: 'GET',
    path: `/contacts/${unknown}`,
    lacking: 'send_only',
  })

  test('200 for one’s own; 404 in the same words for everybody else’s and for none', async ({
    api,
    tenant,
    stranger,
  }) => {
    const contact = await create(api, tenant.test_key)
    expect((await api.get(`/contacts/${contact.id}`, { key: tenant.test_key })).json).toEqual(contact)
    const replies = await Promise.all([
      api.get(`/contacts/${contact.id}`, { key: stranger.test_key }),
      api.get(`/contacts/${contact.id}`, { key: tenant.live_key }),
      api.get(`/contacts/${unknown}`, { key: tenant.test_key }),
      api.get('/contacts/x', { key: tenant.test_key }),
    ])
    for (const reply of replies) expectProblem(reply, 404, 'not_found')
    expect(new Set(replies.map(withoutRequestId)).size).toBe(1)
  })
})

test.describe('PATCH /api/v1/contacts/{id}', () => {
  refusesStrangers({
    method: 'PATCH',
    path: `/contacts/${unknown}`,
    lacking: 'read_only',
  })

  test('200: what is named changes, what is null goes, the rest stays', async ({ api, tenant }) => {
    const key = tenant.test_key
    const { id } = await create(api, key, { name: 'Ana', tags: ['a'], attributes: { x: 1, y: 2 } })
    const changed = await patch(api, key, id, { name: null, attributes: { x: null, z: true } })
    expect(Contact.parse(changed.json)).toMatchObject({
      name: null,
      tags: ['a'],
      attributes: { y: 2, z: true },
    })
    const out = Contact.parse((await patch(api, key, id, { opted_out: true })).json)
    expect(out).toMatchObject({ opted_out: true, opt_outs: [{ scope: 'all', reason: 'api' }] })
    expect((await patch(api, key, id, { opted_out: false })).json).toMatchObject({
      opted_out: false,
      opt_outs: [],
    })
  })

  test('404 and 409: of nobody, and to a number that is somebody’s', async ({ api, tenant }) => {
    const key = tenant.test_key
    const [one, two] = [await create(api, key), await create(api, key)]
    expectProblem(await patch(api, key, unknown, {}), 404, 'not_found')
    expectProblem(await patch(api, key, one.id, { phone: two.phone }), 409, 'state_conflict')
    expectProblem(await patch(api, key, one.id, { phone: null }), 422, 'validation_failed')
  })
})

test.describe('DELETE /api/v1/contacts/{id}', () => {
  refusesStrangers({
    method: 'DELETE',
    path: `/contacts/${unknown}`,
    lacking: 'read_only',
  })

  test('200 once, then 404; an opt-out outlives it', async ({ api, tenant, stranger }) => {
    const key = tenant.test_key
    const { id, phone } = await create(api, key, { opted_out: true })
    expectProblem(await api.call('DELETE', `/contacts/${id}`, { key: stranger.test_key }), 404, 'not_found')
    const reply = await api.call('DELETE', `/contacts/${id}`, { key })
    expect(reply.json).toEqual({ object: 'contact', id, deleted: true })
    expectProblem(await api.call('DELETE', `/contacts/${id}`, { key }), 404, 'not_found')
    expect(await create(api, key, { phone })).toMatchObject({ opted_out: true })
  })
})
