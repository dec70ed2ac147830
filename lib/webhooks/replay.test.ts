import { describe, expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { makeEndpoint } from '@/db/webhook-factories'
import { fromTypeId, newTypeId, toTypeId } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'
import { hoursAgo, makeFeed } from '@/lib/webhooks/fixtures/feed'
import { replayDeliveries, replayDelivery } from '@/lib/webhooks/replay-deliveries'

const dlv = ({ id }: { id: string }) => toTypeId('delivery', id)
const conflict = expect.objectContaining({ code: 'state_conflict' })
const queueOf = (endpointId: string) =>
  owner`select delivery_id, event_id, trigger, leased, due_at <= clock_timestamp() as is_due
    from webhook_queue where endpoint_id = ${endpointId} order by delivery_id`

async function makeDelivered(status: 'delivered' | 'exhausted' = 'delivered') {
  const feed = await makeFeed()
  const event = await feed.happen()
  const row = await feed.deliver(event.id, { status, attempts: 1 })
  return { ...feed, event, row }
}

describe('a replay', () => {
  test.each(['delivered', 'exhausted'] as const)(
    'of one that is %s is a delivery of its own of the same event, due at once',
    async (status) => {
      const { ctx, event, row, endpoint } = await makeDelivered(status)
      const made = await replayDelivery(ctx, { id: dlv(row) })
      expect(made).toMatchObject({
        ...{ trigger: 'replay', replay_of: dlv(row), status: 'pending', attempt_count: 0 },
        event_id: toTypeId('event', event.id),
        event_type: event.type,
      })
      expect(await queueOf(endpoint.id)).toMatchObject([
        { delivery_id: fromTypeId('delivery', made.id), event_id: event.id, trigger: 'replay', is_due: true },
      ])
      const lanes = await owner`select 1 from webhook_lanes
        where endpoint_id = ${endpoint.id} and next_due_at <= clock_timestamp()`
      expect(lanes).toHaveLength(1)
    },
  )

  test('is refused for an endpoint that is disabled or deleted, and queues nothing', async () => {
    for (const column of ['enabled = false', 'deleted_at = clock_timestamp()']) {
      const { ctx, row, endpoint } = await makeDelivered()
      await owner.unsafe(`update webhook_endpoints set ${column} where id = '${endpoint.id}'`)
      await expect(replayDelivery(ctx, { id: dlv(row) })).rejects.toEqual(conflict)
      expect(await queueOf(endpoint.id)).toEqual([])
    }
  })

  test('is refused once the event is too old or no longer kept', async () => {
    const { ctx, row, event } = await makeDelivered()
    const { recoverDays } = policy.webhooks
    await owner`update events set created_at = ${hoursAgo(recoverDays * 24 + 1)} where id = ${event.id}`
    await expect(replayDelivery(ctx, { id: dlv(row) })).rejects.toEqual(conflict)
    await owner`update events set created_at = ${hoursAgo(recoverDays * 24 - 1)} where id = ${event.id}`
    await expect(replayDelivery(ctx, { id: dlv(row) })).resolves.toBeDefined()
    await owner`delete from events where id = ${event.id}`
    await expect(replayDelivery(ctx, { id: dlv(row) })).rejects.toEqual(conflict)
  })

  test('of another tenant’s, the other mode’s or an unknown delivery is the same 404', async () => {
    const [mine, theirs, tested] = await Promise.all([makeDelivered(), makeDelivered(), makeFeed()])
    const event = await tested.happen({ mode: 'test' })
    const other = await tested.deliver(event.id, { mode: 'test' })
    const gone = expect.objectContaining({ code: 'not_found' })
    for (const id of [dlv(theirs.row), newTypeId('delivery'), 'dlv_x'])
      await expect(replayDelivery(mine.ctx, { id })).rejects.toEqual(gone)
    await expect(replayDelivery(tested.ctx, { id: dlv(other) })).rejects.toEqual(gone)
  })

  test('is in the audit log when a person asked for it, and not when a key did', async () => {
    const { as, ctx, row, tenantId } = await makeDelivered()
    await replayDelivery(ctx, { id: dlv(row) })
    await replayDelivery(as('developer'), { id: dlv(row) })
    const entries = await owner`select action, target_id from audit_entries where tenant_id = ${tenantId}`
    expect(entries).toEqual([{ action: 'delivery.replayed', target_id: dlv(row) }])
  })
})

describe('a replay of many', () => {
  test('tells of those that cannot be, and queues the others once each, in the order asked for', async () => {
    const { tenantId, ctx, row, event, endpoint, ...feed } = await makeDelivered()
    const second = await feed.deliver(event.id, { status: 'exhausted' })
    const off = await makeEndpoint({ tenantId, mode: 'live', enabled: false })
    const stopped = await feed.deliver(event.id, { endpointId: off.id, status: 'canceled' })
    const unknown = newTypeId('delivery')
    const ids = [dlv(second), unknown, dlv(row), dlv(stopped), 'dlv_x', dlv(second)]
    const { data, refused } = await replayDeliveries(ctx, { ids })
    expect(data.map((made) => made.replay_of)).toEqual([dlv(second), dlv(row)])
    expect(refused).toEqual([
      { id: unknown, code: 'not_found' },
      { id: dlv(stopped), code: 'state_conflict' },
      { id: 'dlv_x', code: 'not_found' },
    ])
    expect(await queueOf(endpoint.id)).toHaveLength(2)
    expect(await queueOf(off.id)).toEqual([])
  })

  test('by ten at once, of deliveries to many endpoints in any order, waits for nobody in a circle', async () => {
    const { tenantId, ctx, event, ...feed } = await makeDelivered()
    const rows: string[] = []
    for (let count = 0; count < 6; count++) {
      const { id } = await makeEndpoint({ tenantId, mode: 'live' })
      rows.push(dlv(await feed.deliver(event.id, { endpointId: id, status: 'exhausted' })))
    }
    const replays = await Promise.all(
      Array.from({ length: 10 }, (_, turn) =>
        replayDeliveries(ctx, { ids: turn % 2 ? rows : [...rows].reverse() }),
      ),
    )
    for (const { data } of replays) expect(data).toHaveLength(6)
  })
})
