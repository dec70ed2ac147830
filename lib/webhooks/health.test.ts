import { describe, expect, test } from 'vitest'
import { makeTenant } from '@/db/factories'
import { owner } from '@/db/fixtures/owner'
import { makeDelivery, makeEndpoint, makeEvent } from '@/db/webhook-factories'
import { newUuid, toTypeId, uuidFloor } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'
import { personActor, testContext } from '@/lib/core/test-context'
import { operator } from '@/lib/tenants/fixtures/operator'
import { makeWatched } from '@/lib/webhooks/fixtures/watched'
import { listDeliveriesOf } from '@/lib/webhooks/list-deliveries-of'
import { webhookQueueStates } from '@/lib/webhooks/queue-states'
import { summariseHealth } from '@/lib/webhooks/summarise-health'

type Delivery = Partial<Parameters<typeof makeDelivery>[0]>

async function makeWorld() {
  const { id: tenantId } = await makeTenant()
  const scope = { tenantId, mode: 'live' } as const
  const endpoint = await makeEndpoint(scope)
  const deliver = (delivery: Delivery) =>
    makeDelivery({ ...scope, endpointId: endpoint.id, eventId: newUuid(), ...delivery })
  return { scope, endpoint, deliver, ...testContext(scope) }
}
const delivered = (lastMilliseconds: number) =>
  ({
    status: 'delivered',
    attempts: 1,
    lastMilliseconds,
    lastAttemptAt: new Date(),
    lastStatusCode: 200,
  }) as const
const exhausted = { ...delivered(15_000), status: 'exhausted', attempts: 6, lastStatusCode: 500 } as const

describe('the health of endpoints', () => {
  test('counts a day of what was sent by itself, and neither replays nor what was not tried yet', async () => {
    const { ctx, endpoint, deliver } = await makeWorld()
    for (let ms = 1; ms <= 19; ms++) await deliver(delivered(ms))
    await deliver(exhausted)
    await deliver({ attempts: 1, lastAttemptAt: new Date(), lastError: 'timeout', lastMilliseconds: 20 })
    await deliver({})
    await deliver({ ...exhausted, trigger: 'replay' })
    await deliver({ ...exhausted, id: uuidFloor(new Date(Date.now() - 25 * 3_600_000)).replace(/0$/, '1') })
    expect(await summariseHealth(ctx)).toEqual([
      {
        endpoint_id: toTypeId('endpoint', endpoint.id),
        state: 'enabled',
        delivered_24h: 19,
        failed_24h: 2,
        success_ratio: 19 / 21,
        p95_ms: 20,
        waiting: 2,
        is_sample: false,
      },
    ])
  })

  test('says which fail and which are disabled, and nothing of deleted ones, of test mode or of other tenants', async () => {
    const { ctx, scope, endpoint } = await makeWorld()
    await makeEndpoint({ ...scope, deletedAt: new Date() })
    await makeEndpoint({ ...scope, mode: 'test' })
    await makeWatched()
    const disabled = await makeEndpoint({ ...scope, enabled: false })
    await owner`update webhook_lanes set failing_since = now() where endpoint_id = ${endpoint.id}`
    const none = { delivered_24h: 0, success_ratio: null, p95_ms: null, waiting: 0 }
    expect(await summariseHealth(ctx)).toMatchObject([
      { endpoint_id: toTypeId('endpoint', disabled.id), state: 'disabled', ...none },
      { endpoint_id: toTypeId('endpoint', endpoint.id), state: 'failing', ...none },
    ])
  })

  test('looks at no more than the newest of very many', async () => {
    const { ctx, scope, endpoint } = await makeWorld()
    const insert = (status: string, rows: number) => owner`
      insert into webhook_deliveries (tenant_id, mode, id, endpoint_id, event_id, event_type, status, last_attempt_at)
      select ${scope.tenantId}, 'live', id::uuid, ${endpoint.id}, gen_random_uuid(), 'otp.sent', ${status}, now()
      from unnest(${Array.from({ length: rows }, newUuid)}::text[]) id`
    await insert('exhausted', 10)
    await insert('delivered', policy.webhooks.health.sample)
    expect(await summariseHealth(ctx)).toMatchObject([
      { delivered_24h: policy.webhooks.health.sample, failed_24h: 0, is_sample: true },
    ])
  })
})

describe('the deliveries of the events about one thing', () => {
  test('are told to those who may see webhooks, the newest first', async () => {
    const { ctx, scope, deliver } = await makeWorld()
    const subjectId = `otp_${newUuid()}`
    const [first, second] = [
      await makeEvent({ ...scope, subjectId, type: 'otp.sent' }),
      await makeEvent({ ...scope, subjectId }),
    ]
    await deliver({ eventId: (await makeEvent({ ...scope, subjectId: 'otp_other' })).id })
    await deliver({ ...exhausted, eventId: first.id, eventType: 'otp.sent' })
    await deliver({ ...delivered(82), eventId: second.id })
    expect(await listDeliveriesOf(ctx, { subjectId })).toMatchObject([
      { event_type: 'otp.verified', status: 'delivered', last_status_code: 200, last_duration_ms: 82 },
      { event_type: 'otp.sent', status: 'exhausted', attempt_count: 6, url: 'https://hooks.example.com/' },
    ])
    const stranger = testContext({ tenantId: (await makeTenant()).id, mode: 'live' })
    expect(await listDeliveriesOf(stranger.ctx, { subjectId })).toEqual([])
    expect(await listDeliveriesOf(testContext({ ...scope, mode: 'test' }).ctx, { subjectId })).toEqual([])
  })

  test.each(['support', 'billing'] as const)('are not told to %s', async (role) => {
    const { scope } = await makeWorld()
    const { ctx } = testContext({ ...scope, actor: personActor(role) })
    await expect(listDeliveriesOf(ctx, { subjectId: 'otp_1' })).rejects.toMatchObject({
      code: 'role_missing',
    })
    await expect(summariseHealth(ctx)).rejects.toMatchObject({ code: 'role_missing' })
  })
})

describe('operators see', () => {
  const states = async () =>
    Object.fromEntries((await webhookQueueStates(operator())).map((state) => [state.name, state]))

  test('how many events wait for their fan-out, and since when the oldest does', async () => {
    const { scope } = await makeWorld()
    const before = await states()
    await makeEvent({ ...scope, createdAt: new Date(Date.now() - 90_000) })
    await makeEvent({ ...scope, position: 1n })
    const { 'Events to fan out': now } = await states()
    expect(now?.due).toBe((before['Events to fan out']?.due ?? 0) + 1)
    expect(now?.lagSeconds).toBeGreaterThanOrEqual(90)
  })

  test('deliveries that are due, wait or were given up, and a lag of what we could have delivered alone', async () => {
    await owner`update webhook_lanes set next_due_at = null`
    const { endpoint, deliver } = await makeWorld()
    const before = (await states())['Webhook deliveries']
    await deliver({ nextAttemptAt: new Date(Date.now() - 60_000) })
    await deliver({ nextAttemptAt: new Date(Date.now() + 3_600_000) })
    await deliver(exhausted)
    await owner`update webhook_lanes set next_due_at = now() - interval '1 minute' where endpoint_id = ${endpoint.id}`
    const now = (await states())['Webhook deliveries']
    expect(now).toMatchObject({
      due: (before?.due ?? 0) + 1,
      later: (before?.later ?? 0) + 1,
      failedInDay: (before?.failedInDay ?? 0) + 1,
    })
    expect(now?.lagSeconds).toBeGreaterThanOrEqual(60)
    const causes = ["free_at = now() + interval '1 minute'", 'width = 0', 'gone_at = now()']
    for (const cause of causes) {
      await owner.unsafe(`update webhook_lanes set ${cause} where endpoint_id = '${endpoint.id}'`)
      expect([cause, (await states())['Webhook deliveries']?.lagSeconds]).toEqual([cause, null])
      await owner`update webhook_lanes set free_at = null, width = 1, gone_at = null where endpoint_id = ${endpoint.id}`
    }
  })
})
