import { describe, expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { generateApiKey } from '@/lib/core/api-key'
import { randomPhone } from '@/lib/core/fixtures/random-phone'
import { newTypeId } from '@/lib/core/ids'
import { endpoints } from '@/lib/http/endpoints'
import { bodyOf, call, makeApiClient, problemOf } from '@/lib/http/fixtures/request'
import type { ApiReply } from '@/lib/http/request'

const send = '/otp/send'
const json = 'application/json'

describe('what existing customers call goes on working', () => {
  test('send and verify, with and without a trailing slash', async () => {
    const client = await makeApiClient()
    for (const slash of ['', '/']) {
      const to = randomPhone()
      const sent = await client.post(`${send}${slash}`, { to, code_length: 6, expiry: 300 })
      expect(sent.status).toBe(202)
      expect(bodyOf(sent)).toMatchObject({
        object: 'otp',
        to,
        status: 'pending',
        mode: 'test',
        metadata: {},
        purpose: null,
      })
      expect(bodyOf(sent)).toEqual(
        expect.objectContaining({ otp_id: expect.any(String), expires_at: iso, created_at: iso }),
      )
      const checked = await client.post(`/otp/verify${slash}`, { to, code: '123456' })
      expect(checked.status).toBe(200)
      expect(bodyOf(checked)).toMatchObject({
        verified: true,
        to,
        verified_at: iso,
        proof: expect.any(String),
      })
    }
  })

  test('an OTP is there, by its id, for the tenant and mode that made it and for nobody else', async () => {
    const [client, stranger, live] = await Promise.all([
      makeApiClient(),
      makeApiClient(),
      makeApiClient({ mode: 'live' }),
    ])
    const { otp_id: id } = bodyOf(await client.post(send, { to: randomPhone() }))
    expect(bodyOf(await client.get(`/otp/${id}`))).toMatchObject({ otp_id: id, object: 'otp' })
    const unknown = [
      await stranger.get(`/otp/${id}`),
      await live.get(`/otp/${id}`),
      await client.get(`/otp/${newTypeId('otp')}`),
    ]
    const malformed = await Promise.all(
      ['x', '%00', '..', newTypeId('message')].map((text) => client.get(`/otp/${text}`)),
    )
    for (const reply of [...unknown, ...malformed])
      expect(withoutRequest(reply)).toEqual(withoutRequest(unknown[0]))
    expect(unknown[0]?.status).toBe(404)
  })
})

describe('every answer', () => {
  test('has a request id of its own, is kept by nobody, and opens itself to no browser', async () => {
    const client = await makeApiClient()
    const replies = [
      await client.post(send, { to: randomPhone() }),
      await client.post(send, {}),
      await call(send, { method: 'POST' }),
      await call('/nowhere', {}),
      await call(send, { method: 'DELETE' }),
    ]
    expect(replies.map(({ status }) => status)).toEqual([202, 422, 401, 404, 405])
    expect(new Set(replies.map(({ headers }) => headers['request-id'])).size).toBe(replies.length)
    for (const { headers } of replies) {
      expect(headers['request-id']).toMatch(/^req_[0-7][0-9a-z]{25}$/)
      expect(headers['cache-control']).toBe('no-store')
      expect(headers['x-content-type-options']).toBe('nosniff')
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([])
    }
  })
})

describe('401', () => {
  test('without a key, and with Bearer to say how', async () => {
    const reply = await call(send, { method: 'POST', headers: { 'content-type': json } })
    expect(problemOf(reply)).toMatchObject({ code: 'api_key_missing', status: 401 })
    expect(reply.headers['www-authenticate']).toBe('Bearer')
  })

  test('unknown, revoked and mistyped keys, and other schemes, get the same answer', async () => {
    const client = await makeApiClient()
    const revoked = await makeApiClient()
    await owner`update api_keys set revoked_at = now() where tenant_id = ${revoked.tenantId}`
    const { key } = client
    const typos = Array.from(
      key.slice(9),
      (_, at) => key.slice(0, at + 9) + (key[at + 9] === 'x' ? 'y' : 'x') + key.slice(at + 10),
    )
    const texts = [
      ...[generateApiKey('live'), generateApiKey('test'), revoked.key, ...typos].map(
        (text) => `Bearer ${text}`,
      ),
      ...[
        `Bearer ${key} x`,
        `Bearer ${key.toLowerCase()}`,
        `Basic ${key}`,
        `Bearer`,
        key,
        `Bearer  `,
        `Bearer "${key}"`,
      ],
    ]
    const replies = await Promise.all(
      texts.map((authorization) => call('/otp/x', { headers: { authorization } })),
    )
    for (const reply of replies) expect(withoutRequest(reply)).toEqual(withoutRequest(replies[0]))
    expect(replies[0] && problemOf(replies[0])).toMatchObject({ code: 'api_key_invalid', status: 401 })
  })

  test('a key in the query or in a cookie is no key', async () => {
    const { key } = await makeApiClient()
    const query = `api_key=${key}&access_token=${key}&authorization=Bearer ${key}`
    expect(
      problemOf(await call('/otp/x', { query, headers: { cookie: `key=${key}`, 'x-api-key': key } })).code,
    ).toBe('api_key_missing')
  })
})

describe('403', () => {
  test('a key without the scope is told which one it lacks, and nothing happens', async () => {
    const client = await makeApiClient({ scopes: ['otp:read', 'messages:send'] })
    const reply = await client.post(send, { to: randomPhone() })
    expect(problemOf(reply)).toMatchObject({
      code: 'scope_missing',
      detail: expect.stringContaining('otp:send'),
    })
    expect(problemOf(await client.post('/otp/verify', { to: randomPhone(), code: '1234' })).code).toBe(
      'scope_missing',
    )
    expect((await client.get(`/otp/${newTypeId('otp')}`)).status).toBe(404)
    expect(await owner`select from otps where tenant_id = ${client.tenantId}`).toHaveLength(0)
  })

  test('a suspended tenant is told so', async () => {
    const client = await makeApiClient()
    await owner`update tenants set status = 'suspended' where id = ${client.tenantId}`
    expect(problemOf(await client.post(send, { to: randomPhone() }))).toMatchObject({
      code: 'tenant_suspended',
      status: 403,
    })
  })
})

describe('404 and 405', () => {
  test.each(['', '/', '/otp/send/now', '/otp//send', '/OTP/send', '/otp/send%2F', '/../otp/send'])(
    '%j is nowhere, with or without a key',
    async (path) => {
      const client = await makeApiClient()
      expect(problemOf(await client.get(path))).toMatchObject({ code: 'not_found', status: 404 })
    },
  )

  test.each([...new Set(endpoints.map(({ path }) => path))])(
    '%s takes its methods and says so',
    async (path) => {
      const methods = endpoints.filter((known) => known.path === path).map(({ method }) => method)
      const place = path.replace(/\{\w+\}/, newTypeId('otp'))
      const others = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'get'].filter(
        (name) => !methods.some((method) => method === name),
      )
      for (const other of others) {
        const reply = await call(place, { method: other })
        if (place === send && other === 'GET') continue
        if (endpoints.some((endpoint) => endpoint.path === path && endpoint.method === other)) continue
        expect(problemOf(reply)).toMatchObject({ code: 'method_not_allowed', status: 405 })
        for (const method of methods) expect(reply.headers.allow).toContain(method)
      }
    },
  )
})

describe('409 and 429', () => {
  test('without a connected number it is no_sender', async () => {
    const client = await makeApiClient()
    await owner`update senders set status = 'disconnected' where tenant_id = ${client.tenantId}`
    expect(problemOf(await client.post(send, { to: randomPhone() }))).toMatchObject({
      code: 'no_sender',
      status: 409,
    })
  })

  test('the sixth send to a phone says when to come back', async () => {
    const client = await makeApiClient()
    const to = randomPhone()
    const replies = await Promise.all(Array.from({ length: 6 }, () => client.post(send, { to })))
    const [refused, ...more] = replies.filter(({ status }) => status !== 202)
    expect(more).toEqual([])
    expect(refused && problemOf(refused)).toMatchObject({
      code: 'otp_rate_limited',
      status: 429,
      retryable: true,
    })
    expect(refused?.headers['retry-after']).toMatch(/^[1-9][0-9]{0,3}$/)
  })
})

test('without an approved template it is template_unusable', async () => {
  const client = await makeApiClient()
  await owner`update templates set status = 'PAUSED' where tenant_id = ${client.tenantId}`
  const reply = await client.post(send, { to: randomPhone() })
  expect(problemOf(reply)).toMatchObject({ code: 'template_unusable', status: 422 })
})

const iso = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)

function withoutRequest(reply: ApiReply | undefined) {
  if (!reply) throw new Error('There is no answer.')
  const { request_id, ...problem } = problemOf(reply)
  const headers = Object.fromEntries(
    Object.entries(reply.headers).filter(([name]) => name !== 'request-id' && !/ratelimit/.test(name)),
  )
  return { problem, headers, length: reply.body.length - request_id.length }
}
