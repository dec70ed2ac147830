import { expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { makeDelivery, makeEndpoint, makeEvent } from '@/db/webhook-factories'
import { seal } from '@/lib/core/crypto'
import { newUuid } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'
import {
  attempted,
  attemptsOf,
  deliver,
  deliveriesOf,
  happen,
  hookUp,
  laneOf,
  receive,
  startWithNothingWaiting,
  until,
} from '@/lib/webhooks/fixtures/delivering'

startWithNothingWaiting()
const quick = { leaseSeconds: 30, attemptMilliseconds: 400 }

async function secondsWaited(endpointId: string): Promise<number> {
  const [attempt] = await attemptsOf(endpointId)
  const [delivery] = await deliveriesOf(endpointId)
  return (
    (Number(delivery?.next_attempt_at) - Number(attempt?.started_at) - (attempt?.milliseconds ?? 0)) / 1_000
  )
}

test('a redirect is a failure, and nobody goes where it points', async () => {
  const elsewhere = await receive(200)
  const { endpointId, receiver, ...tenant } = await hookUp({ redirect: elsewhere.url })
  await happen(tenant)
  deliver()
  await attempted(endpointId, 1)
  expect(await deliveriesOf(endpointId)).toMatchObject([{ status: 'pending', last_status_code: 302 }])
  expect([receiver.requests.length, elsewhere.requests.length]).toEqual([1, 0])
})

test('an answer that takes longer than an attempt may is a failure, whether it hangs or drips', async () => {
  for (const behaviour of ['hang', { slow: 50, body: 'x'.repeat(1_000) }] as const) {
    const { endpointId, ...tenant } = await hookUp(behaviour)
    await happen(tenant)
    const engine = deliver(quick)
    await attempted(endpointId, 1)
    const [attempt] = await attemptsOf(endpointId)
    expect(attempt).toMatchObject({ error: 'timeout', status_code: null, number: 1 })
    expect(attempt?.milliseconds).toBeGreaterThanOrEqual(395)
    expect(attempt?.milliseconds).toBeLessThan(900)
    expect(await deliveriesOf(endpointId)).toMatchObject([{ status: 'pending', last_error: 'timeout' }])
    await engine.stop()
  }
})

test('a connection that is reset, or that nobody accepts, is a failure with its word', async () => {
  const reset = await hookUp('reset')
  const closed = await hookUp()
  await closed.receiver.close()
  await happen(reset)
  await happen(closed)
  deliver()
  await attempted(reset.endpointId, 1)
  await attempted(closed.endpointId, 1)
  expect(await deliveriesOf(reset.endpointId)).toMatchObject([{ last_error: 'connection_lost' }])
  expect(await deliveriesOf(closed.endpointId)).toMatchObject([{ last_error: 'connection_failed' }])
})

test('no more than 16 KB of an answer are kept, and an answer that Postgres cannot hold is kept without what it cannot', async () => {
  const big = await hookUp({ big: 1_000_000 })
  const wild = await hookUp({ body: Buffer.from([0, 0xff, 0xd8, 0x41, 0]), headers: { 'x-odd': 'é' } })
  await happen(big)
  await happen(wild)
  deliver()
  for (const { endpointId } of [big, wild]) {
    await attempted(endpointId, 1)
    expect(await deliveriesOf(endpointId)).toMatchObject([{ status: 'delivered' }])
  }
  const [attempt] = await attemptsOf(big.endpointId)
  expect(attempt?.response_body).toHaveLength(policy.webhooks.readBytes)
  expect((await attemptsOf(wild.endpointId))[0]?.response_body).toContain('A')
})

test.each([
  ['100', 100],
  ['5', 30],
  ['86400', 480],
])('Retry-After %s is waited for as %i seconds', async (asked, seconds) => {
  const { endpointId, ...tenant } = await hookUp({ status: 503, headers: { 'retry-after': asked } })
  await happen(tenant)
  deliver()
  await attempted(endpointId, 1)
  expect(await secondsWaited(endpointId)).toBeCloseTo(seconds, 1)
})

test('410 ends it: the endpoint is gone, and gets nothing more', async () => {
  const { endpointId, receiver, ...tenant } = await hookUp(410)
  await happen(tenant)
  const engine = deliver()
  await attempted(endpointId, 1)
  expect((await laneOf(endpointId)).gone_at).not.toBeNull()
  await owner`update webhook_queue set due_at = clock_timestamp() where endpoint_id = ${endpointId}`
  await owner`update webhook_lanes set next_due_at = clock_timestamp() where endpoint_id = ${endpointId}`
  await happen(tenant, 3)
  engine.wake()
  await until(
    async () => ((await laneOf(endpointId)).next_due_at ?? new Date(0)) > new Date(),
    'it was looked at',
  )
  expect(receiver.requests).toHaveLength(1)
  expect(await deliveriesOf(endpointId)).toHaveLength(1)
})

test('an endpoint that is disabled or deleted gets nothing, whatever waits', async () => {
  const { endpointId, receiver, ...tenant } = await hookUp()
  const other = await makeEndpoint({ ...{ tenantId: tenant.tenantId, mode: tenant.mode }, url: receiver.url })
  const event = await makeEvent(tenant)
  for (const id of [endpointId, other.id])
    await makeDelivery({ tenantId: tenant.tenantId, mode: tenant.mode, endpointId: id, eventId: event.id })
  await owner`update webhook_endpoints set enabled = false where id = ${endpointId}`
  await owner`update webhook_endpoints set deleted_at = clock_timestamp() where id = ${other.id}`
  deliver().wake()
  for (const id of [endpointId, other.id])
    await until(async () => ((await laneOf(id)).next_due_at ?? new Date(0)) > new Date(), 'it was looked at')
  expect(receiver.requests).toHaveLength(0)
})

test('what somebody asked for by hand is told to the log, never counted against the endpoint', async () => {
  const { endpointId, receiver, ...tenant } = await hookUp(500)
  const event = await makeEvent({ ...tenant, position: 1n })
  for (const trigger of ['test', 'replay', 'recovery'] as const)
    await makeDelivery({ ...tenant, endpointId, eventId: event.id, trigger, attempts: 5 })
  deliver()
  await attempted(endpointId, 6)
  expect((await deliveriesOf(endpointId)).map(({ status }) => status)).toEqual(Array(3).fill('exhausted'))
  expect(receiver.requests).toHaveLength(3)
  expect(await laneOf(endpointId)).toMatchObject({
    failing_since: null,
    last_failed_at: null,
    exhausted: 0,
    exhausted_at: null,
  })
})

test('an endpoint’s own headers come along, never instead of ours, and their values are not kept', async () => {
  const { tenantId, mode, receiver } = await hookUp()
  const id = newUuid()
  const headers = { Authorization: 'Bearer theirs', 'Webhook-Id': 'forged', 'User-Agent': 'forged' }
  const headersSealed = seal(
    { table: 'webhook_endpoints', column: 'headers', tenantId, rowId: id },
    JSON.stringify(headers),
  )
  await makeEndpoint({ id, tenantId, mode, url: receiver.url, headersSealed })
  await happen({ tenantId, mode })
  deliver()
  await attempted(id, 1)
  const request = receiver.requests.find(({ headers: sent }) => sent.authorization)
  expect(request?.headers).toMatchObject({
    authorization: 'Bearer theirs',
    'content-type': 'application/json',
    'user-agent': 'Hawk-Send-Webhooks/1.0',
    'webhook-id': expect.stringMatching(/^evt_/),
  })
  const [attempt] = await attemptsOf(id)
  expect(attempt?.request_headers).toMatchObject({
    authorization: '[not kept]',
    'webhook-id': request?.headers['webhook-id'],
    'webhook-signature': request?.headers['webhook-signature'],
  })
  expect(JSON.stringify(attempt)).not.toContain('theirs')
})
