import { describe, expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { unseal } from '@/lib/core/crypto'
import { startReceiver } from '@/lib/gateways/fixtures/receiver'
import { bodyOf, call, makeApiClient, problemOf } from '@/lib/http/fixtures/request'

type Client = Awaited<ReturnType<typeof makeApiClient>>

function send(client: Client, method: string, path: string, body: object = {}, key?: string) {
  const headers = {
    authorization: `Bearer ${client.key}`,
    'content-type': 'application/json',
    ...(key ? { 'idempotency-key': key } : {}),
  }
  return call(path, { method, headers, body: JSON.stringify(body) })
}

const url = 'http://127.0.0.1:9/hooks'
const recordsOf = ({ tenantId }: Client) =>
  owner<{ route: string; idempotency_key: string; mode: string; body_sealed: string }[]>`
    select * from idempotency_records where tenant_id = ${tenantId}`

describe('a rotation with an Idempotency-Key', () => {
  test('happens once, and tells the secret once: the record of it, opened with our keys, has none', async () => {
    const client = await makeApiClient()
    const first = await send(client, 'POST', '/webhook-secret/rotate', {}, 'rotate-1')
    const again = await send(client, 'POST', '/webhook-secret/rotate', {}, 'rotate-1')
    expect(first.status).toBe(201)
    expect(bodyOf(first).secret).toMatch(/^whsec_/)
    expect(again.status).toBe(201)
    expect(again.headers['idempotency-replayed']).toBe('true')
    expect(bodyOf(again)).toEqual({ ...bodyOf(first), secret: null })
    expect(await owner`select from webhook_secrets where tenant_id = ${client.tenantId}`).toHaveLength(1)
    const [record] = await recordsOf(client)
    const rowId = 'test POST /webhook-secret/rotate rotate-1'
    const place = { table: 'idempotency_records', column: 'body', tenantId: client.tenantId, rowId }
    const kept = unseal(place, record?.body_sealed ?? '')
    expect(JSON.parse(kept)).toEqual(bodyOf(again))
    expect(kept).not.toContain('whsec_')
  })

  test('ten at once: one secret, told to one of them', async () => {
    const client = await makeApiClient()
    const rotate = () => send(client, 'POST', '/webhook-secret/rotate', {}, 'rush')
    const replies = await Promise.all(Array.from({ length: 10 }, rotate))
    const told = replies.filter((reply) => reply.status === 201 && bodyOf(reply).secret !== null)
    expect(told).toHaveLength(1)
    expect(await owner`select from webhook_secrets where tenant_id = ${client.tenantId}`).toHaveLength(1)
  })

  test('without one, each answer tells its own', async () => {
    const client = await makeApiClient()
    const secrets = [1, 2].map(
      async () => bodyOf(await send(client, 'POST', '/webhook-secret/rotate')).secret,
    )
    expect(new Set(await Promise.all(secrets)).size).toBe(2)
    const third = await send(client, 'POST', '/webhook-secret/rotate')
    expect(problemOf(third)).toMatchObject({ status: 409, code: 'state_conflict' })
  })
})

describe('creating an endpoint with an Idempotency-Key', () => {
  test('makes one, however often it is sent', async () => {
    const client = await makeApiClient()
    const create = () => send(client, 'POST', '/webhook-endpoints', { url }, 'create-1')
    const first = await create()
    const again = await create()
    expect(first.status).toBe(201)
    expect(again).toMatchObject({ status: 201, body: first.body })
    expect(again.headers['idempotency-replayed']).toBe('true')
    expect(bodyOf(await client.get('/webhook-endpoints')).data).toHaveLength(1)
  })

  test('a URL that is refused is not kept: the corrected call goes through under the same key', async () => {
    const client = await makeApiClient()
    const wrong = await send(client, 'POST', '/webhook-endpoints', { url: 'ftp://x.example/' }, 'k')
    expect(problemOf(wrong)).toMatchObject({
      status: 422,
      code: 'url_not_allowed',
      errors: [{ path: 'url' }],
    })
    expect((await send(client, 'POST', '/webhook-endpoints', { url }, 'k')).status).toBe(201)
    const other = await send(client, 'POST', '/webhook-endpoints', { url: 'ftp://x.example/' }, 'k')
    expect(problemOf(other).code).toBe('idempotency_key_reused')
  })

  test('what only we may say of it cannot be said by a caller', async () => {
    const client = await makeApiClient()
    for (const field of ['checked_url', 'checkedUrl', 'disabled_reason', 'tenant_id', 'mode']) {
      const reply = await send(client, 'POST', '/webhook-endpoints', { url, [field]: url })
      expect(problemOf(reply)).toMatchObject({ code: 'validation_failed', errors: [{ path: field }] })
    }
  })
})

describe('what does not hold is a 422 that names the field', () => {
  const cases: [string, object, string[]][] = [
    ['nothing', {}, ['url']],
    ['a URL of nothing', { url: '' }, ['url']],
    ['a URL too long', { url: `http://127.0.0.1/${'a'.repeat(2_100)}` }, ['url']],
    ['no events', { url, events: [] }, ['events']],
    ['an unknown event', { url, events: ['otp.sent', 'otp.eaten'] }, ['events.1']],
    ['an event twice', { url, events: ['otp.sent', 'otp.sent'] }, ['events']],
    ['all and one', { url, events: ['*', 'otp.sent'] }, ['events']],
    ['a rate of none', { url, rate_per_second: 0 }, ['rate_per_second']],
    ['half a rate', { url, rate_per_second: 1.5 }, ['rate_per_second']],
    ['a rate of too many', { url, rate_per_second: 1_001 }, ['rate_per_second']],
    ['a long description', { url, description: '😀'.repeat(201) }, ['description']],
    ['headers in a list', { url, headers: [] }, ['headers']],
    ['a header of a number', { url, headers: { 'X-A': 1 } }, ['headers.X-A']],
    ['a header of ours', { url, headers: { Host: 'x', 'X-A': 'a\nb' } }, ['headers.Host', 'headers.X-A']],
    ['yes for enabled', { url, enabled: 'yes' }, ['enabled']],
    ['several faults', { url: 1, events: 'all', typo: 1 }, ['url', 'events', 'typo']],
  ]

  test.each(cases)('%s', async (_, body, paths) => {
    const client = await makeApiClient()
    const problem = problemOf(await send(client, 'POST', '/webhook-endpoints', body))
    expect(problem).toMatchObject({ status: 422, code: 'validation_failed' })
    expect(problem.errors?.map(({ path }) => path).sort()).toEqual([...paths].sort())
  })

  test('200 emoji are a description of 200 characters', async () => {
    const client = await makeApiClient()
    const reply = await send(client, 'POST', '/webhook-endpoints', { url, description: '😀'.repeat(200) })
    expect(reply.status).toBe(201)
  })
})

test('a test event of the API is accepted before it is delivered', async () => {
  const receiver = await startReceiver()
  const client = await makeApiClient()
  const { id } = bodyOf(await send(client, 'POST', '/webhook-endpoints', { url: receiver.url }))
  const reply = await send(client, 'POST', `/webhook-endpoints/${id}/test`)
  await receiver.close()
  expect(reply.status).toBe(202)
  expect(bodyOf(reply)).toMatchObject({
    object: 'delivery',
    endpoint_id: id,
    trigger: 'test',
    attempt_count: 0,
  })
})
