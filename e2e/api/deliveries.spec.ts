import { toTypeId } from '@/lib/core/ids'
import { expect, test } from '../fixtures'
import { Delivery, DeliveryDetail, DeliveryList, feedOf, Replays } from '../support/feed'
import { expectProblem, withoutRequestId } from '../support/problem'
import { refusesStrangers } from '../support/refusals'

const dlv = ({ id }: { id: string }) => toTypeId('delivery', id)
const unknown = 'dlv_01h2xcejqtf2nbrexx3vqjhp41'
const malformed = ['dlv_x', '%00', 'x'.repeat(500)]

test.describe('GET /api/v1/deliveries', () => {
  refusesStrangers({ method: 'GET', path: '/deliveries', lacking: 'send_only' })

  test('200: newest first, page by page, with filters, and nothing of anybody else', async ({
    api,
    owner,
    tenant,
    stranger,
  }) => {
    const key = tenant.live_key
    const mine = feedOf(owner, tenant)
    const theirs = feedOf(owner, stranger)
    const { id: endpointId } = await mine.endpoint()
    const { id: eventId } = await mine.happen()
    await theirs.deliver({
      endpointId: (await theirs.endpoint()).id,
      eventId: (await theirs.happen()).id,
      status: 'delivered',
    })
    const rows = {
      delivered: await mine.deliver({ endpointId, eventId, status: 'delivered' }),
      exhausted: await mine.deliver({ endpointId, eventId, status: 'exhausted', attempts: 6 }),
      replayed: await mine.deliver({ endpointId, eventId, status: 'delivered', trigger: 'replay' }),
    }
    const all = Object.values(rows).reverse().map(dlv)
    const seen: string[] = []
    let next: string | null = ''
    while (next !== null) {
      const cursor = next && `&cursor=${encodeURIComponent(next)}`
      const page = DeliveryList.parse((await api.get(`/deliveries?limit=2${cursor}`, { key })).json)
      seen.push(...page.data.map(({ id }) => id))
      next = page.next_cursor
    }
    expect(seen).toEqual(all)
    const idsOf = async (query: string) =>
      DeliveryList.parse((await api.get(`/deliveries?${query}`, { key })).json).data.map(({ id }) => id)
    expect(await idsOf(`endpoint=${toTypeId('endpoint', endpointId)}`)).toEqual(all)
    expect(await idsOf(`event=${toTypeId('event', eventId)}`)).toEqual(all)
    expect(await idsOf('status=exhausted')).toEqual([dlv(rows.exhausted)])
    expect(await idsOf('trigger=replay')).toEqual([dlv(rows.replayed)])
    expect(await idsOf('type=otp.sent')).toEqual([])
    expect(await idsOf('endpoint=whe_x')).toEqual([])
    expect(await idsOf(`recovery=rcv_01h2xcejqtf2nbrexx3vqjhp41`)).toEqual([])
  })

  for (const query of [
    'limit=0',
    'status=done',
    'trigger=me',
    'type=otp',
    'created_before=x',
    'cursor=x',
    'page=2',
  ])
    test(`422: ?${query} is refused`, async ({ api, resident }) => {
      const reply = await api.get(`/deliveries?${query}`, { key: resident.test_key })
      expect(expectProblem(reply, 422, 'validation_failed').errors?.length).toBeGreaterThan(0)
    })
})

test.describe('GET /api/v1/deliveries/{id}', () => {
  refusesStrangers({ method: 'GET', path: `/deliveries/${unknown}`, lacking: 'send_only' })

  test('200: with the exact body and its URL', async ({ api, owner, tenant }) => {
    const { endpoint, happen, deliver } = feedOf(owner, tenant)
    const { id: endpointId, url } = await endpoint()
    const event = await happen()
    const row = await deliver({ endpointId, eventId: event.id, status: 'delivered', attempts: 1 })
    const reply = await api.get(`/deliveries/${dlv(row)}`, { key: tenant.live_key })
    expect(reply.status).toBe(200)
    const detail = DeliveryDetail.parse(reply.json)
    expect(detail).toMatchObject({ id: dlv(row), url, status: 'delivered', attempts: [] })
    expect(JSON.parse(detail.body)).toEqual({
      ...{ id: toTypeId('event', event.id), type: event.type, mode: 'live' },
      ...{ timestamp: event.createdAt.toISOString(), data: { object: 'otp', otp_id: 'otp_1' } },
    })
  })

  test('404: another tenant’s, the other mode’s, an unknown and a malformed id look alike', async ({
    api,
    owner,
    tenant,
    stranger,
  }) => {
    const ids = [unknown, ...malformed]
    for (const one of [tenant, stranger]) {
      const { endpoint, happen, deliver } = feedOf(owner, one)
      const row = { endpointId: (await endpoint()).id, eventId: (await happen()).id }
      ids.push(dlv(await deliver({ ...row, status: 'delivered' })))
    }
    const replies = await Promise.all(ids.map((id) => api.get(`/deliveries/${id}`, { key: tenant.test_key })))
    for (const reply of replies) expectProblem(reply, 404, 'not_found')
    expect(new Set(replies.map(withoutRequestId)).size).toBe(1)
  })
})

test.describe('POST /api/v1/deliveries/{id}/replay', () => {
  refusesStrangers({ method: 'POST', path: `/deliveries/${unknown}/replay`, lacking: 'read_only' })

  test('202: a new delivery of the same event; the same Idempotency-Key makes no other', async ({
    api,
    owner,
    tenant,
  }) => {
    const key = tenant.live_key
    const { endpoint, happen, deliver } = feedOf(owner, tenant)
    const { id: endpointId } = await endpoint()
    const { id: eventId } = await happen()
    const row = await deliver({ endpointId, eventId, status: 'exhausted', attempts: 6 })
    const headers = { 'idempotency-key': dlv(row) }
    const first = await api.post(`/deliveries/${dlv(row)}/replay`, {}, { key, headers })
    const again = await api.post(`/deliveries/${dlv(row)}/replay`, {}, { key, headers })
    expect([first.status, again.status, again.text]).toEqual([202, 202, first.text])
    expect(Delivery.parse(first.json)).toMatchObject({
      ...{ trigger: 'replay', replay_of: dlv(row), status: 'pending', attempt_count: 0 },
      event_id: toTypeId('event', eventId),
    })
    expect(await owner`select 1 from webhook_deliveries where event_id = ${eventId}`).toHaveLength(2)
  })

  test('404: another tenant’s, the other mode’s, an unknown and a malformed id look alike', async ({
    api,
    owner,
    tenant,
    stranger,
  }) => {
    const theirs = feedOf(owner, stranger)
    const row = await theirs.deliver({
      ...{ endpointId: (await theirs.endpoint()).id, eventId: (await theirs.happen()).id },
      status: 'delivered',
    })
    const ids = [dlv(row), unknown, ...malformed]
    const replies = await Promise.all(
      ids.map((id) => api.post(`/deliveries/${id}/replay`, {}, { key: tenant.live_key })),
    )
    for (const reply of replies) expectProblem(reply, 404, 'not_found')
    expect(new Set(replies.map(withoutRequestId)).size).toBe(1)
  })

  test('409: nothing is sent to an endpoint that is disabled', async ({ api, owner, tenant }) => {
    const { endpoint, happen, deliver } = feedOf(owner, tenant)
    const { id: endpointId } = await endpoint({ enabled: false })
    const row = await deliver({ endpointId, eventId: (await happen()).id, status: 'canceled' })
    const reply = await api.post(`/deliveries/${dlv(row)}/replay`, {}, { key: tenant.live_key })
    expect(expectProblem(reply, 409, 'state_conflict').detail).toBe(
      'Its endpoint is disabled; enable it first.',
    )
  })
})

test.describe('POST /api/v1/deliveries/replay', () => {
  refusesStrangers({ method: 'POST', path: '/deliveries/replay', lacking: 'read_only' })

  test('202: those that can be sent again are, and the others are told of', async ({
    api,
    owner,
    tenant,
  }) => {
    const { endpoint, happen, deliver } = feedOf(owner, tenant)
    const { id: endpointId } = await endpoint()
    const row = await deliver({ endpointId, eventId: (await happen()).id, status: 'exhausted' })
    const ids = [dlv(row), unknown, dlv(row)]
    const reply = await api.post('/deliveries/replay', { ids }, { key: tenant.live_key })
    expect(reply.status).toBe(202)
    const { data, refused } = Replays.parse(reply.json)
    expect(data.map((made) => made.replay_of)).toEqual([dlv(row)])
    expect(refused).toEqual([{ id: unknown, code: 'not_found' }])
  })

  test('422: no ids, and more than a hundred, are refused', async ({ api, resident }) => {
    for (const body of [{}, { ids: [] }, { ids: Array(101).fill(unknown) }, { ids: [1] }, { ids: [''] }])
      expectProblem(
        await api.post('/deliveries/replay', body, { key: resident.test_key }),
        422,
        'validation_failed',
      )
  })
})
