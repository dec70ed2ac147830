import { z } from 'zod'
import { expect, test } from '../fixtures'
import type { Api } from '../support/api'
import { readLogs, readTables } from '../support/places'
import { expectProblem, withoutRequestId } from '../support/problem'
import { refusesStrangers } from '../support/refusals'
import { openSession } from '../support/session'
import { addMember, type Tenant } from '../support/tenant'
import { exchange } from '../support/wire'

const id = (prefix: string) => z.string().regex(new RegExp(`^${prefix}_[0-7][0-9a-hjkmnp-tv-z]{25}$`))
const instant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
const mode = z.enum(['live', 'test'])

/** As the contract has it, written down a second time: not a field more or less. */
const Endpoint = z.strictObject({
  object: z.literal('webhook_endpoint'),
  id: id('whe'),
  mode,
  url: z.string(),
  events: z.array(z.string()),
  description: z.string(),
  enabled: z.boolean(),
  disabled_reason: z.enum(['by_hand', 'gone', 'failing']).nullable(),
  disabled_at: instant.nullable(),
  rate_per_second: z.int().nullable(),
  header_names: z.array(z.string()),
  failing_since: instant.nullable(),
  last_succeeded_at: instant.nullable(),
  last_failed_at: instant.nullable(),
  created_at: instant,
  updated_at: instant,
})
const EndpointList = z.strictObject({
  object: z.literal('list'),
  data: z.array(Endpoint),
  has_more: z.boolean(),
  next_cursor: z.string().nullable(),
})
const Secret = z.strictObject({
  object: z.literal('webhook_secret'),
  mode,
  secret: z.string().regex(/^whsec_[A-Za-z0-9+/]{32}$/),
  previous_valid_until: instant.nullable(),
  created_at: instant,
})
const Delivery = z.looseObject({
  object: z.literal('delivery'),
  id: id('dlv'),
  endpoint_id: id('whe'),
  event_id: id('evt'),
})

/** Nobody listens there; the local world lets us post to ourselves. */
const url = 'http://127.0.0.1:9/hooks'
const unknown = 'whe_01h2xcejqtf2nbrexx3vqjhp41'
const patience = { timeout: 5_000, intervals: [50, 100, 200] }

async function create(api: Api, key: string, body: object = {}) {
  const reply = await api.post('/webhook-endpoints', { url, ...body }, { key })
  expect(reply.status, reply.text).toBe(201)
  return Endpoint.parse(reply.json)
}

const patch = (api: Api, key: string, endpoint: string, body: object) =>
  api.call('PATCH', `/webhook-endpoints/${endpoint}`, {
    key,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

/** Ids that are not there, for a test key: they all look alike. */
async function absent(api: Api, tenant: Tenant, stranger: Tenant) {
  const foreign = await create(api, stranger.test_key)
  const other = await create(api, tenant.live_key)
  const deleted = await create(api, tenant.test_key)
  await api.call('DELETE', `/webhook-endpoints/${deleted.id}`, { key: tenant.test_key })
  return [foreign.id, other.id, deleted.id, unknown, 'otp_01h2xcejqtf2nbrexx3vqjhp41', 'whe_x', '%00']
}

test.describe('POST /api/v1/webhook-endpoints', () => {
  refusesStrangers({ method: 'POST', path: '/webhook-endpoints', lacking: 'read_only' })

  test('201: an endpoint of the mode of the key, its headers shown by their names alone', async ({
    api,
    tenant,
  }) => {
    const headers = { Authorization: 'Bearer sesame-open-please' }
    const made = await create(api, tenant.test_key, { events: ['otp.verified'], rate_per_second: 5, headers })
    expect(made).toMatchObject({
      mode: 'test',
      url,
      events: ['otp.verified'],
      enabled: true,
      rate_per_second: 5,
      header_names: ['Authorization'],
    })
    const plain = await create(api, tenant.live_key)
    expect(plain).toMatchObject({ mode: 'live', events: ['*'], description: '', rate_per_second: null })
  })

  for (const wrong of [
    'ftp://hooks.example.com/',
    'http://me:pw@127.0.0.1:9/',
    'hooks.example.com',
    'http://127.0.0.1:0/',
  ])
    test(`422: ${wrong} is no URL that we post to`, async ({ api, resident }) => {
      const reply = await api.post('/webhook-endpoints', { url: wrong }, { key: resident.test_key })
      const problem = expectProblem(reply, 422, 'url_not_allowed')
      expect(problem.errors).toEqual([{ path: 'url', message: problem.detail }])
    })

  test('422: every fault at once', async ({ api, resident }) => {
    const body = { url: '', events: ['otp.eaten'], headers: { Host: 'x' }, rate_per_second: 0, typo: 1 }
    const reply = await api.post('/webhook-endpoints', body, { key: resident.test_key })
    const problem = expectProblem(reply, 422, 'validation_failed')
    const paths = problem.errors?.map(({ path }) => path).sort()
    expect(paths).toEqual(['events.0', 'headers.Host', 'rate_per_second', 'typo', 'url'])
  })

  test('409: the fifty-first', async ({ api, tenant, owner }) => {
    const key = tenant.test_key
    const made = await create(api, key)
    await owner`insert into webhook_endpoints (tenant_id, mode, id, url)
      select tenant_id, mode, gen_random_uuid(), url from webhook_endpoints, generate_series(1, 49)
      where tenant_id = ${tenant.id} and mode = 'test'`
    expectProblem(await api.post('/webhook-endpoints', { url }, { key }), 409, 'state_conflict')
    await api.call('DELETE', `/webhook-endpoints/${made.id}`, { key })
    await create(api, key)
  })
})

test.describe('GET /api/v1/webhook-endpoints', () => {
  refusesStrangers({ method: 'GET', path: '/webhook-endpoints', lacking: 'send_only' })

  test('200: newest first, page by page, and nobody else’s', async ({ api, tenant, stranger }) => {
    const key = tenant.test_key
    await create(api, stranger.test_key)
    await create(api, tenant.live_key)
    const ids = [await create(api, key), await create(api, key), await create(api, key)].map(({ id }) => id)
    const first = EndpointList.parse((await api.get('/webhook-endpoints?limit=2', { key })).json)
    const rest = EndpointList.parse(
      (await api.get(`/webhook-endpoints?cursor=${first.next_cursor}`, { key })).json,
    )
    expect([...first.data, ...rest.data].map(({ id }) => id)).toEqual(ids.toReversed())
    expect(rest).toMatchObject({ has_more: false, next_cursor: null })
  })

  for (const query of ['limit=0', 'limit=101', 'cursor=x', 'typo=1'])
    test(`422: ?${query} is refused`, async ({ api, resident }) => {
      const reply = await api.get(`/webhook-endpoints?${query}`, { key: resident.test_key })
      expectProblem(reply, 422, 'validation_failed')
    })
})

test.describe('GET /api/v1/webhook-endpoints/{id}', () => {
  refusesStrangers({ method: 'GET', path: `/webhook-endpoints/${unknown}`, lacking: 'send_only' })

  test('200: as it was made, with and without a slash', async ({ api, tenant }) => {
    const made = await create(api, tenant.test_key)
    for (const slash of ['', '/'])
      expect((await api.get(`/webhook-endpoints/${made.id}${slash}`, { key: tenant.test_key })).json).toEqual(
        made,
      )
  })

  test('404: foreign, of the other mode, deleted and malformed ids look alike', async ({
    api,
    tenant,
    stranger,
  }) => {
    const ids = await absent(api, tenant, stranger)
    const replies = await Promise.all(
      ids.map((wrong) => api.get(`/webhook-endpoints/${wrong}`, { key: tenant.test_key })),
    )
    for (const reply of replies) expectProblem(reply, 404, 'not_found')
    expect(new Set(replies.map(withoutRequestId)).size).toBe(1)
  })
})

test.describe('PATCH /api/v1/webhook-endpoints/{id}', () => {
  refusesStrangers({ method: 'PATCH', path: `/webhook-endpoints/${unknown}`, lacking: 'read_only' })

  test('200: what is named changes, and what is not stays', async ({ api, tenant }) => {
    const key = tenant.test_key
    const made = await create(api, key, { description: 'Old', headers: { 'X-A': '1' } })
    const changed = Endpoint.parse((await patch(api, key, made.id, { events: ['otp.sent'] })).json)
    expect(changed).toEqual({ ...made, events: ['otp.sent'], updated_at: changed.updated_at })
    const disabled = Endpoint.parse((await patch(api, key, made.id, { enabled: false, headers: {} })).json)
    expect(disabled).toMatchObject({ enabled: false, disabled_reason: 'by_hand', header_names: [] })
    const enabled = Endpoint.parse((await patch(api, key, made.id, { enabled: true })).json)
    expect(enabled).toMatchObject({ enabled: true, disabled_reason: null, disabled_at: null })
    expect(Endpoint.parse((await patch(api, key, made.id, {})).json)).toEqual(enabled)
  })

  test('422: another URL is checked like a new one', async ({ api, tenant }) => {
    const made = await create(api, tenant.test_key)
    const reply = await patch(api, tenant.test_key, made.id, { url: 'ftp://hooks.example.com/' })
    expect(expectProblem(reply, 422, 'url_not_allowed').errors?.[0]?.path).toBe('url')
    expect((await api.get(`/webhook-endpoints/${made.id}`, { key: tenant.test_key })).json).toEqual(made)
  })

  test('404: what is not there cannot be changed', async ({ api, tenant, stranger }) => {
    const ids = await absent(api, tenant, stranger)
    const replies = await Promise.all(ids.map((wrong) => patch(api, tenant.test_key, wrong, { url })))
    for (const reply of replies) expectProblem(reply, 404, 'not_found')
    expect(new Set(replies.map(withoutRequestId)).size).toBe(1)
  })
})

test.describe('DELETE /api/v1/webhook-endpoints/{id}', () => {
  refusesStrangers({ method: 'DELETE', path: `/webhook-endpoints/${unknown}`, lacking: 'read_only' })

  test('200: it is gone from everywhere', async ({ api, tenant }) => {
    const key = tenant.test_key
    const made = await create(api, key)
    const path = `/webhook-endpoints/${made.id}`
    const reply = await api.call('DELETE', path, { key })
    expect(reply).toMatchObject({
      status: 200,
      json: { object: 'webhook_endpoint', id: made.id, deleted: true },
    })
    expectProblem(await api.get(path, { key }), 404, 'not_found')
    expectProblem(await api.call('DELETE', path, { key }), 404, 'not_found')
    expectProblem(await api.post(`${path}/test`, {}, { key }), 404, 'not_found')
    expect(EndpointList.parse((await api.get('/webhook-endpoints', { key })).json).data).toEqual([])
  })

  test('404: what is not there cannot be deleted, and stays where it is', async ({
    api,
    tenant,
    stranger,
  }) => {
    const ids = await absent(api, tenant, stranger)
    for (const wrong of ids)
      expectProblem(
        await api.call('DELETE', `/webhook-endpoints/${wrong}`, { key: tenant.test_key }),
        404,
        'not_found',
      )
    expect((await api.get(`/webhook-endpoints/${ids[0]}`, { key: stranger.test_key })).status).toBe(200)
    expect((await api.get(`/webhook-endpoints/${ids[1]}`, { key: tenant.live_key })).status).toBe(200)
  })
})

test.describe('POST /api/v1/webhook-endpoints/{id}/test', () => {
  refusesStrangers({ method: 'POST', path: `/webhook-endpoints/${unknown}/test`, lacking: 'read_only' })

  test('202: the delivery of a test event, whatever events it wants', async ({ api, tenant }) => {
    const key = tenant.test_key
    const made = await create(api, key, { events: ['otp.sent'] })
    const reply = await api.post(`/webhook-endpoints/${made.id}/test`, {}, { key })
    expect(reply.status, reply.text).toBe(202)
    expect(Delivery.parse(reply.json)).toMatchObject({
      endpoint_id: made.id,
      event_type: 'test.ping',
      trigger: 'test',
      mode: 'test',
      max_attempts: 6,
    })
  })

  test('409: a disabled endpoint gets none', async ({ api, tenant }) => {
    const made = await create(api, tenant.test_key, { enabled: false })
    const reply = await api.post(`/webhook-endpoints/${made.id}/test`, {}, { key: tenant.test_key })
    expectProblem(reply, 409, 'state_conflict')
  })

  test('404: nothing is sent to what is not there', async ({ api, tenant, stranger }) => {
    const ids = await absent(api, tenant, stranger)
    const send = (wrong: string) => api.post(`/webhook-endpoints/${wrong}/test`, {}, { key: tenant.test_key })
    const replies = await Promise.all(ids.map(send))
    for (const reply of replies) expectProblem(reply, 404, 'not_found')
    expect(new Set(replies.map(withoutRequestId)).size).toBe(1)
  })
})

test.describe('POST /api/v1/webhook-secret/rotate', () => {
  refusesStrangers({ method: 'POST', path: '/webhook-secret/rotate', lacking: 'read_only' })

  test('201: a new secret of the mode of the key; the one before signs along for a day', async ({
    api,
    tenant,
  }) => {
    const reply = await api.post('/webhook-secret/rotate', {}, { key: tenant.test_key })
    expect(reply.status, reply.text).toBe(201)
    const { mode, created_at, previous_valid_until } = Secret.parse(reply.json)
    expect(mode).toBe('test')
    expect(Date.parse(previous_valid_until ?? '') - Date.parse(created_at)).toBe(86_400_000)
  })

  test('201 again under its Idempotency-Key, and no secret in it', async ({ api, tenant }) => {
    const call = { key: tenant.test_key, headers: { 'idempotency-key': 'rotate-once' } }
    const first = await api.post('/webhook-secret/rotate', {}, call)
    const again = await api.post('/webhook-secret/rotate', {}, call)
    expect(again.status).toBe(201)
    expect(again.headers['idempotency-replayed']).toBe('true')
    expect(again.json).toEqual({ ...Secret.parse(first.json), secret: null })
  })

  test('409: more than three would sign at once, and it says until when', async ({ api, tenant }) => {
    const rotate = () => api.post('/webhook-secret/rotate', {}, { key: tenant.test_key })
    await rotate()
    await rotate()
    expect(expectProblem(await rotate(), 409, 'state_conflict').detail).toMatch(/20\d\d-\d\d-\d\dT.+Z/)
    expect((await api.post('/webhook-secret/rotate', {}, { key: tenant.live_key })).status).toBe(201)
  })
})

test('no webhook secret and no value of a header is in any table, in a log, or in any answer but its own', async ({
  world,
  api,
  tenant,
  owner,
}) => {
  const key = tenant.live_key
  const value = 'sesame-open-please-4711'
  const session = await openSession(world.app_url, tenant)
  const door = (path: string) =>
    exchange(world.app_url, {
      method: 'POST',
      path: `/api/dashboard/${tenant.slug}/live/webhooks/${path}`,
      headers: { ...session, origin: world.app_url, 'content-type': 'application/json' },
      body: '{}',
    })
  const made = await create(api, key, { headers: { 'X-Door': value } })
  await patch(api, key, made.id, { headers: { 'X-Door': value, 'X-Other': value } })
  const rotated = await api.post('/webhook-secret/rotate', {}, { key, headers: { 'idempotency-key': 'r' } })
  const byHand = await door('secret/rotate')
  const seen = await door('secret/reveal')
  const secrets = [rotated, byHand, seen].map(({ json }) => Secret.parse(json).secret)
  expect(secrets[1]).toBe(secrets[2])
  await api.post(`/webhook-endpoints/${made.id}/test`, {}, { key })
  const answers = [
    await api.get('/webhook-endpoints', { key }),
    await api.get(`/webhook-endpoints/${made.id}`, { key }),
  ]

  const requestId = rotated.headers['request-id']
  const logged = () => api.get(`/requests/${requestId}`, { key })
  await expect.poll(async () => (await logged()).status, patience).toBe(200)
  expect((await logged()).text).toContain('"secret":"[redacted]"')

  const places = [...(await readTables(owner)), ...readLogs(world.folder)]
  expect(places.length).toBeGreaterThan(10)
  const having = (text: string) => places.filter(([, all]) => all.includes(text)).map(([place]) => place)
  expect(having(made.id.slice(4)).length + having('X-Door').length).toBeGreaterThan(0)
  for (const text of [value, ...secrets.map((secret) => secret.slice(6))]) {
    expect(having(text)).toEqual([])
    for (const answer of answers) expect(answer.text).not.toContain(text)
  }
})

test.describe('the dashboard’s doors to an endpoint', () => {
  test('a change and a deletion are as good by their own methods as by a form’s', async ({
    world,
    api,
    tenant,
    stranger,
  }) => {
    const session = await openSession(world.app_url, tenant)
    const headers = {
      ...session,
      origin: world.app_url,
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/json',
    }
    const knock = (method: string, path: string, body: object = {}) =>
      exchange(world.app_url, {
        method,
        path: `/api/dashboard/${tenant.slug}/test/webhooks/endpoints${path}`,
        headers,
        // Node says of a DELETE's body neither how long it is nor that it comes in pieces.
        body: method === 'DELETE' ? undefined : JSON.stringify(body),
      })
    const made = Endpoint.parse((await knock('POST', '', { url })).json)
    for (const [method, description] of [
      ['PATCH', 'One'],
      ['POST', 'Two'],
    ] as const)
      expect((await knock(method, `/${made.id}`, { description })).json).toMatchObject({ description })
    expect((await knock('POST', `/${made.id}/test`)).status).toBe(202)
    expect((await knock('DELETE', `/${made.id}`)).json).toEqual({
      object: 'webhook_endpoint',
      id: made.id,
      deleted: true,
    })
    const other = await create(api, tenant.test_key)
    expect((await knock('POST', `/${other.id}/delete`)).status).toBe(200)
    for (const wrong of await absent(api, tenant, stranger)) {
      expectProblem(await knock('PATCH', `/${wrong}`, { description: 'x' }), 404, 'not_found')
      expectProblem(await knock('DELETE', `/${wrong}`), 404, 'not_found')
    }
    const { 'x-csrf-token': _, ...forged } = headers
    for (const method of ['PATCH', 'DELETE'])
      expectProblem(
        await exchange(world.app_url, {
          method,
          path: `/api/dashboard/${tenant.slug}/test/webhooks/endpoints/${made.id}`,
          headers: forged,
        }),
        403,
        'csrf_token_invalid',
      )
  })

  test('a developer makes endpoints, and neither sees nor rotates the secret', async ({ world, tenant }) => {
    const session = await openSession(world.app_url, await addMember(tenant.id, 'developer'))
    const knock = (path: string, body: object = {}) =>
      exchange(world.app_url, {
        method: 'POST',
        path: `/api/dashboard/${tenant.slug}/test/webhooks/${path}`,
        headers: { ...session, origin: world.app_url, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
    expect((await knock('endpoints', { url })).status).toBe(201)
    expectProblem(await knock('secret/reveal'), 403, 'role_missing')
    expectProblem(await knock('secret/rotate'), 403, 'role_missing')
    const tried = await knock('endpoints/try', { url })
    expect(tried.json).toMatchObject({
      object: 'trial',
      status_code: null,
      error: 'connection_failed',
      body: null,
    })
    expectProblem(await knock('endpoints/try', { url: 'ftp://hooks.example.com/' }), 422, 'url_not_allowed')
  })
})
