import { expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { randomPhone } from '@/lib/core/fixtures/random-phone'
import { fromTypeId } from '@/lib/core/ids'
import { bodyOf, makeApiClient, request } from '@/lib/http/fixtures/request'
import { handle } from '@/lib/http/pipeline'

type Options = Parameters<typeof request>[1]

/** One call, and the row that the log then has of it; none when there is none. */
async function callAndRead(path: string, options: Options) {
  const deferred: (() => Promise<void>)[] = []
  const reply = await handle({
    ...request(`/api/v1${path}`, options),
    defer: (work) => deferred.push(work),
  })
  for (const work of deferred) await work()
  const id = fromTypeId('request', reply.headers['request-id'] ?? '')
  const [row] = await owner`select * from requests where id = ${id}`
  return { reply, row }
}

async function makeCaller() {
  const client = await makeApiClient()
  const headers = { authorization: `Bearer ${client.key}`, 'content-type': 'application/json' }
  return { ...client, headers }
}

test('what was answered well, refused, and answered again is in the log; who is unknown has none', async () => {
  const { headers, tenantId } = await makeCaller()
  const to = randomPhone()
  const keyed = { ...headers, 'idempotency-key': 'order 1', 'user-agent': 'curl/8' }
  const send = { method: 'POST', headers: keyed, body: JSON.stringify({ to }) }
  const first = await callAndRead('/otp/send', send)
  const again = await callAndRead('/otp/send/', send)
  expect(first.row).toMatchObject({
    tenant_id: tenantId,
    mode: 'test',
    status: 202,
    request_body: { to },
    response_body: bodyOf(first.reply),
    idempotency_key: 'order 1',
    user_agent: 'curl/8',
    is_replay: false,
    address: expect.stringMatching(/^198\.18\./),
    path: '/api/v1/otp/send',
  })
  expect(first.row?.subjects[0]).toBe(bodyOf(first.reply).otp_id)
  expect(again.row).toMatchObject({
    is_replay: true,
    path: '/api/v1/otp/send',
    subjects: first.row?.subjects,
  })

  const invalid = await callAndRead('/otp/send', { ...send, headers, body: '{"to":"12","extra":1}' })
  expect(invalid.row).toMatchObject({
    status: 422,
    error_code: 'validation_failed',
    request_body: { to: '12', extra: '[redacted]' },
  })
  expect(invalid.row?.response_body).toEqual(bodyOf(invalid.reply))
  const malformed = await callAndRead('/otp/send', { ...send, headers, body: '{"to":' })
  expect(malformed.row).toMatchObject({ status: 400, error_code: 'malformed_json', request_body: null })
  const missing = await callAndRead('/otp/otp_x?code=1', { headers })
  expect(missing.row).toMatchObject({ status: 404, error_code: 'not_found', method: 'GET', subjects: [] })

  for (const stranger of [undefined, { authorization: 'Bearer wsa_test_x' }])
    expect((await callAndRead('/otp/send', { ...send, headers: stranger })).row).toBeUndefined()
  expect((await callAndRead('/nowhere', { headers })).row).toBeUndefined()
})

test('a verified code, and the proof of it, leave no trace in the log', async () => {
  const { headers, tenantId } = await makeCaller()
  const to = randomPhone()
  await callAndRead('/otp/send', { method: 'POST', headers, body: JSON.stringify({ to }) })
  const check = (body: object) =>
    callAndRead('/otp/verify', { method: 'POST', headers, body: JSON.stringify(body) })
  await check({ to, cod: '123456' })
  await check({ to, code: 123456 })
  const { reply } = await check({ to, code: '123456' })
  expect(bodyOf(reply)).toMatchObject({ verified: true })
  const rows = await owner`select row_to_json(r)::text as text from requests r where tenant_id = ${tenantId}`
  expect(rows).toHaveLength(4)
  const text = rows.map((row) => row.text).join('\n')
  expect(text).not.toContain('123456')
  expect(text).not.toContain(bodyOf(reply).proof)
})

test('the forms of another provider, and its refusals, are in the log as we call them', async () => {
  const { key, tenantId } = await makeCaller()
  const headers = {
    authorization: `Basic ${btoa(`AC${'0'.repeat(32)}:${key}`)}`,
    'content-type': 'application/x-www-form-urlencoded',
  }
  const path = `/compat/twilio/v2/Services/VA${'0'.repeat(32)}`
  const to = randomPhone()
  const post = (below: string, form: Record<string, string>) =>
    callAndRead(path + below, { method: 'POST', headers, body: String(new URLSearchParams(form)) })
  expect((await post('/Verifications', { To: to, Channel: 'sms' })).row).toMatchObject({
    status: 201,
    request_body: { To: to, Channel: 'sms' },
  })
  expect((await post('/Verifications', { To: '12', Channel: 'sms' })).row).toMatchObject({
    status: 400,
    error_code: 'recipient_invalid',
    response_body: { code: expect.any(Number) },
  })
  await post('/VerificationCheck', { To: to, Code: '123456' })
  const rows = await owner`select row_to_json(r)::text as text from requests r where tenant_id = ${tenantId}`
  expect(rows.map((row) => row.text).join()).not.toContain('123456')
})
