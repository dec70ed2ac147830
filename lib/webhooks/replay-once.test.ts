import { expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { makeDelivery, makeEndpoint, makeEvent } from '@/db/webhook-factories'
import { newUuid, toTypeId } from '@/lib/core/ids'
import { makeApiClient } from '@/lib/http/fixtures/request'

async function makeExhausted() {
  const client = await makeApiClient()
  const scope = { tenantId: client.tenantId, mode: 'test' } as const
  const { id: endpointId } = await makeEndpoint(scope)
  const { id: eventId } = await makeEvent({ ...scope, position: 1n })
  const row = await makeDelivery({ ...scope, endpointId, eventId, status: 'exhausted' })
  const headers = {
    authorization: `Bearer ${client.key}`,
    'content-type': 'application/json',
    'idempotency-key': newUuid(),
  }
  const post = (path: string, body: object) =>
    client.post(path, body, { method: 'POST', headers, body: JSON.stringify(body) })
  const queued = () => owner`select delivery_id from webhook_queue where endpoint_id = ${endpointId}`
  return { delivery: toTypeId('delivery', row.id), whe: toTypeId('endpoint', endpointId), post, queued }
}

test('a replay with an Idempotency-Key, asked for ten times at once, is one delivery', async () => {
  const { delivery, post, queued } = await makeExhausted()
  const replies = await Promise.all(
    Array.from({ length: 10 }, () => post(`/deliveries/${delivery}/replay`, {})),
  )
  const accepted = replies.filter(({ status }) => status === 202)
  expect(accepted.length).toBeGreaterThan(0)
  expect(new Set(accepted.map(({ body }) => body)).size).toBe(1)
  expect(await queued()).toHaveLength(1)
})

test('so is a replay of many; and of a recovery, the second call is told of the first', async () => {
  const { delivery, post, queued } = await makeExhausted()
  const ids = [delivery]
  const [first, again] = [
    await post('/deliveries/replay', { ids }),
    await post('/deliveries/replay', { ids }),
  ]
  expect([again.status, again.body]).toEqual([202, first.body])
  expect(await queued()).toHaveLength(1)
  const other = await makeExhausted()
  const since = new Date(Date.now() - 3_600_000).toISOString()
  const started = await other.post(`/webhook-endpoints/${other.whe}/recover`, { since })
  const repeated = await other.post(`/webhook-endpoints/${other.whe}/recover`, { since })
  expect([started.status, repeated.status, repeated.body]).toEqual([202, 202, started.body])
})
