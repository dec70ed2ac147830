import { describe, expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { randomPhone } from '@/lib/core/fixtures/random-phone'
import { bodyOf, makeApiClient, problemOf, request } from '@/lib/http/fixtures/request'
import { handle } from '@/lib/http/pipeline'

type Client = Awaited<ReturnType<typeof makeApiClient>>

const send = '/otp/send'
const json = 'application/json'

function sendWith(client: Client, key: string, body: object, path = send) {
  const headers = {
    authorization: `Bearer ${client.key}`,
    'content-type': json,
    'idempotency-key': key,
  }
  return client.post(path, body, { headers, method: 'POST', body: JSON.stringify(body) })
}

const otpsOf = (client: Client) => owner`select id from otps where tenant_id = ${client.tenantId}`
const recordsOf = (client: Client) =>
  owner<{ body_sealed: string }[]>`select * from idempotency_records where tenant_id = ${client.tenantId}`

describe('a call with an Idempotency-Key', () => {
  test('happens once; sent again it gets the same status and body, marked as replayed', async () => {
    const client = await makeApiClient()
    const body = { to: randomPhone() }
    const first = await sendWith(client, 'order-1', body)
    const again = await sendWith(client, 'order-1', body)
    expect(first.status).toBe(202)
    expect(again).toMatchObject({ status: 202, body: first.body })
    expect([first, again].map(({ headers }) => headers['idempotency-replayed'])).toEqual([undefined, 'true'])
    expect(again.headers['request-id']).not.toBe(first.headers['request-id'])
    expect(await otpsOf(client)).toHaveLength(1)
  })

  test('20 at once: one OTP, and each caller gets it or is told to wait', async () => {
    const client = await makeApiClient()
    const body = { to: randomPhone() }
    const replies = await Promise.all(Array.from({ length: 20 }, () => sendWith(client, 'rush', body)))
    const accepted = replies.filter(({ status }) => status === 202)
    expect(new Set(accepted.map((reply) => reply.body)).size).toBe(1)
    expect(accepted.filter(({ headers }) => !headers['idempotency-replayed'])).toHaveLength(1)
    for (const reply of replies.filter(({ status }) => status !== 202)) {
      expect(problemOf(reply)).toMatchObject({ status: 409, code: 'idempotency_in_progress' })
      expect(reply.headers['retry-after']).toBe('1')
    }
    expect(await otpsOf(client)).toHaveLength(1)
  })

  test('members in another order, and defaults left out, are the same body', async () => {
    const client = await makeApiClient()
    const to = randomPhone()
    const first = await sendWith(client, 'k', { to, code_length: 6, metadata: { a: '1', b: '2' } })
    const again = await sendWith(client, 'k', { metadata: { b: '2', a: '1' }, expiry: 300, to })
    expect(again.body).toBe(first.body)
  })

  test('with another body it is refused, and nothing happens', async () => {
    const client = await makeApiClient()
    await sendWith(client, 'k', { to: randomPhone() })
    const other = await sendWith(client, 'k', { to: randomPhone() })
    expect(problemOf(other)).toMatchObject({ status: 422, code: 'idempotency_key_reused' })
    expect(await otpsOf(client)).toHaveLength(1)
  })

  test('the same key on another route, in another tenant or mode, is another call', async () => {
    const [client, stranger] = await Promise.all([makeApiClient(), makeApiClient()])
    const to = randomPhone()
    await sendWith(client, 'k', { to })
    expect((await sendWith(stranger, 'k', { to })).headers['idempotency-replayed']).toBeUndefined()
    const check = await sendWith(client, 'k', { to, code: '123456' }, '/otp/verify')
    expect(bodyOf(check)).toMatchObject({ verified: true })
  })

  test('a wrong code sent again under its key costs one attempt', async () => {
    const client = await makeApiClient()
    const to = randomPhone()
    await client.post(send, { to })
    for (const _ of [1, 2, 3]) {
      const reply = await sendWith(client, 'guess', { to, code: '999999' }, '/otp/verify')
      expect(bodyOf(reply)).toMatchObject({ verified: false, attempts_remaining: 2 })
    }
  })

  test('what is refused as 401, 422 or 429 is not kept: the corrected call goes through', async () => {
    const client = await makeApiClient()
    const key = 'second-try'
    expect((await sendWith(client, key, { to: 'nobody' })).status).toBe(422)
    expect((await sendWith(client, key, { to: '+15550100005' })).status).toBe(429)
    expect((await sendWith(client, key, { to: randomPhone() })).status).toBe(202)
  })

  test('another refusal is kept, and leaves nothing behind', async () => {
    const client = await makeApiClient()
    const body = { to: randomPhone(), from: 'snd_unknown' }
    const first = await sendWith(client, 'k', body)
    const again = await sendWith(client, 'k', body)
    expect(problemOf(first)).toMatchObject({ status: 409, code: 'no_sender' })
    expect(again).toMatchObject({
      status: 409,
      body: first.body,
      headers: { 'idempotency-replayed': 'true' },
    })
    expect(await otpsOf(client)).toHaveLength(0)
  })

  test('what is kept can be read with our keys alone, and outlives 24 hours by nothing', async () => {
    const client = await makeApiClient()
    const body = { to: randomPhone() }
    const first = bodyOf(await sendWith(client, 'k', body))
    const [record] = await recordsOf(client)
    expect(record?.body_sealed).toMatch(/^v1\./)
    expect(JSON.stringify(record)).not.toContain(body.to)
    await owner`update idempotency_records set created_at = now() - interval '24 hours 1 second'
      where tenant_id = ${client.tenantId}`
    const later = await sendWith(client, 'k', body)
    expect(later.headers['idempotency-replayed']).toBeUndefined()
    expect(bodyOf(later).otp_id).not.toBe(first.otp_id)
  })

  test.each(['', 'x'.repeat(256), 'é', 'a\tb', 'a\u0000'])('the key %j is refused', async (key) => {
    const client = await makeApiClient()
    const reply = await sendWith(client, key, { to: randomPhone() })
    expect(problemOf(reply)).toMatchObject({ status: 400, code: 'idempotency_key_invalid' })
    expect(await otpsOf(client)).toHaveLength(0)
  })

  test('a key of 255 printable characters is taken', async () => {
    const client = await makeApiClient()
    const reply = await sendWith(client, `${'~ '.repeat(127)}!`, { to: randomPhone() })
    expect(reply.status).toBe(202)
  })
})

describe('the transaction of an idempotent call', () => {
  test('is over when the answer is out: what was put off opens one of its own', async () => {
    const client = await makeApiClient()
    const put: (() => Promise<void>)[] = []
    const headers = { authorization: `Bearer ${client.key}`, 'content-type': json, 'idempotency-key': 'k' }
    const body = JSON.stringify({ to: '+15550100001' })
    const wanted = request(`/api/v1${send}`, { method: 'POST', headers, body })
    const reply = await handle({ ...wanted, defer: (work) => put.push(work) })
    expect(reply.status).toBe(202)
    expect(put).toHaveLength(1)
    for (const work of put) await work()
    const statuses = await owner`select status from messages where tenant_id = ${client.tenantId}`
    expect(statuses).toEqual([expect.objectContaining({ status: 'delivered' })])
  })

  test('that fails puts nothing off', async () => {
    const client = await makeApiClient()
    const put: unknown[] = []
    const headers = { authorization: `Bearer ${client.key}`, 'content-type': json, 'idempotency-key': 'k' }
    const body = JSON.stringify({ to: randomPhone(), from: 'snd_unknown' })
    const wanted = request(`/api/v1${send}`, { method: 'POST', headers, body })
    await handle({ ...wanted, defer: (work) => put.push(work) })
    expect(put).toEqual([])
  })
})
