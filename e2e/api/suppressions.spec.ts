import { expect, test } from '../fixtures'
import type { Api } from '../support/api'
import { Suppression, SuppressionList } from '../support/contact-shapes'
import { randomPhone } from '../support/phone'
import { expectProblem, withoutRequestId } from '../support/problem'
import { refusesStrangers } from '../support/refusals'

const somebody = '/suppressions/%2B14155550100'
const pathOf = (phone: string) => `/suppressions/${encodeURIComponent(phone)}`
const put = (api: Api, key: string, phone: string, body: object = {}) =>
  api.call('PUT', pathOf(phone), {
    key,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

test.describe('GET /api/v1/suppressions', () => {
  refusesStrangers({ method: 'GET', path: '/suppressions', lacking: 'send_only' })

  test('200: newest first, filtered, page by page, and nobody else’s', async ({ api, tenant, stranger }) => {
    const key = tenant.test_key
    const phones = [randomPhone(), randomPhone(), randomPhone()]
    await put(api, stranger.test_key, randomPhone())
    for (const [n, phone] of phones.entries())
      await put(api, key, phone, { scope: n === 1 ? 'marketing' : 'all' })
    const phonesOf = async (query: string) =>
      SuppressionList.parse((await api.get(`/suppressions?${query}`, { key })).json)
    expect((await phonesOf('')).data.map(({ phone }) => phone)).toEqual(phones.toReversed())
    expect((await phonesOf('scope=marketing&reason=api')).data).toMatchObject([{ phone: phones[1] }])
    expect((await phonesOf('reason=stop')).data).toEqual([])
    const first = await phonesOf('limit=2')
    const rest = await phonesOf(`cursor=${first.next_cursor}`)
    expect([...first.data, ...rest.data].map(({ phone }) => phone)).toEqual(phones.toReversed())
  })

  for (const query of ['reason=x', 'scope=none', 'cursor=x', 'limit=101'])
    test(`422: ?${query} is refused`, async ({ api, resident }) => {
      expectProblem(
        await api.get(`/suppressions?${query}`, { key: resident.test_key }),
        422,
        'validation_failed',
      )
    })
})

test.describe('PUT /api/v1/suppressions/{phone}', () => {
  refusesStrangers({ method: 'PUT', path: somebody, lacking: 'read_only' })

  test('200: once more changes nothing but the note, and every form of the number is meant', async ({
    api,
    tenant,
  }) => {
    const key = tenant.test_key
    const end = randomPhone().slice(6, 12)
    const first = Suppression.parse((await put(api, key, `+5215512${end}`, { note: 'by phone' })).json)
    expect(first).toMatchObject({ scope: 'all', reason: 'api', note: 'by phone', mode: 'test' })
    expect((await put(api, key, `+525512${end}`)).json).toEqual(first)
    expect((await put(api, key, `+525512${end}`, { note: 'again' })).json).toEqual({
      ...first,
      note: 'again',
    })
    expectProblem(await api.get(pathOf(`+525512${end}`), { key: tenant.live_key }), 404, 'not_found')
  })

  test('422: no number, no scope and no field of ours', async ({ api, resident }) => {
    const key = resident.test_key
    expectProblem(await put(api, key, 'soon'), 422, 'recipient_invalid')
    expectProblem(await put(api, key, '14155550100'), 422, 'recipient_invalid')
    expectProblem(await put(api, key, '+14155550100', { scope: 'none' }), 422, 'validation_failed')
    expectProblem(await put(api, key, '+14155550100', { reason: 'stop' }), 422, 'validation_failed')
  })
})

test.describe('GET /api/v1/suppressions/{phone}', () => {
  refusesStrangers({ method: 'GET', path: somebody, lacking: 'send_only' })

  test('200 with the plus as it is or encoded; of two scopes the wider one; 404 for who may be written to', async ({
    api,
    tenant,
    stranger,
  }) => {
    const key = tenant.test_key
    const phone = randomPhone()
    await put(api, key, phone, { scope: 'marketing' })
    await put(api, key, phone, { scope: 'all' })
    for (const path of [pathOf(phone), `/suppressions/${phone}`, `${pathOf(phone)}/`])
      expect(Suppression.parse((await api.get(path, { key })).json)).toMatchObject({ phone, scope: 'all' })
    const replies = [
      await api.get(pathOf(phone), { key: stranger.test_key }),
      await api.get(pathOf(randomPhone()), { key }),
    ]
    for (const reply of replies) expectProblem(reply, 404, 'not_found')
    expect(new Set(replies.map(withoutRequestId)).size).toBe(1)
    expectProblem(await api.get('/suppressions/x', { key }), 422, 'recipient_invalid')
  })

  test('200 for somebody whom WhatsApp names by an id alone', async ({ api, tenant }) => {
    const key = tenant.test_key
    const recipient = `US.${Date.now()}`
    await put(api, key, recipient)
    expect(Suppression.parse((await api.get(`/suppressions/${recipient}`, { key })).json)).toMatchObject({
      phone: null,
      recipient,
    })
  })
})

test.describe('DELETE /api/v1/suppressions/{phone}', () => {
  refusesStrangers({ method: 'DELETE', path: somebody, lacking: 'read_only' })

  test('200: of both scopes, or of the one that is named; then 404', async ({ api, tenant }) => {
    const key = tenant.test_key
    const phone = randomPhone()
    const remove = (query = '') => api.call('DELETE', pathOf(phone) + query, { key })
    await put(api, key, phone, { scope: 'marketing' })
    await put(api, key, phone, { scope: 'all' })
    expect((await remove('?scope=all')).json).toEqual({
      object: 'suppression',
      phone,
      recipient: null,
      deleted: true,
    })
    expect((await api.get(pathOf(phone), { key })).json).toMatchObject({ scope: 'marketing' })
    await put(api, key, phone, { scope: 'all' })
    expect((await remove()).status).toBe(200)
    expectProblem(await remove(), 404, 'not_found')
    expectProblem(await remove('?scope=x'), 422, 'validation_failed')
  })
})
