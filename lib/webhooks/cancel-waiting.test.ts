import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { makeDelivery, makeEndpoint, makeEvent } from '@/db/webhook-factories'
import { uuidFloor } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'
import { cancelEventless, cancelWaiting } from '@/lib/webhooks/cancel-waiting'
import { makeWatched } from '@/lib/webhooks/fixtures/watched'

type World = Awaited<ReturnType<typeof makeWatched>>

const deliver = async ({ scope, endpoint }: World) =>
  makeDelivery({ ...scope, endpointId: endpoint.id, eventId: (await makeEvent(scope)).id })

/** Many at once, as rows of the queue and of the log. */
const flood = ({ scope, endpoint }: World, rows: number) =>
  owner.unsafe(`
  with d as (
    insert into webhook_deliveries (tenant_id, mode, id, endpoint_id, event_id, event_type)
    select '${scope.tenantId}', 'live', (lpad(to_hex((extract(epoch from now()) * 1000)::bigint), 12, '0')
      || '7' || lpad(to_hex(i), 19, '0'))::uuid, '${endpoint.id}', gen_random_uuid(), 'otp.verified'
    from generate_series(1, ${rows}) i returning *)
  insert into webhook_queue (tenant_id, mode, delivery_id, endpoint_id, event_id, trigger, due_at)
  select tenant_id, mode, id, endpoint_id, event_id, 'event', clock_timestamp() from d`)

const stop = ({ endpoint }: World, how = 'enabled = false') =>
  owner.unsafe(`update webhook_endpoints set ${how} where id = '${endpoint.id}'`)

const waiting = async ({ endpoint }: World) =>
  (await owner`select 1 from webhook_queue where endpoint_id = ${endpoint.id}`).length

const statuses = async ({ endpoint }: World) =>
  Object.fromEntries(
    (
      await owner<{ status: string; count: number }[]>`
        select status, count(*)::int as count from webhook_deliveries
        where endpoint_id = ${endpoint.id} group by 1`
    ).map(({ status, count }) => [status, count]),
  )

describe('what waits for an endpoint', () => {
  test.each([['enabled = false'], ['deleted_at = now()']])(
    'is canceled when its %s, and what waits for others is not',
    async (how) => {
      const [world, other] = [await makeWatched(), await makeWatched()]
      for (const each of [world, world, other]) await deliver(each)
      await stop(world, how)
      await Promise.all([cancelWaiting(), cancelWaiting()])
      expect([await waiting(world), await waiting(other)]).toEqual([0, 1])
      expect(await statuses(world)).toEqual({ canceled: 2 })
      const [row] = await owner`
        select next_attempt_at, ended_at is not null as has_ended, next_due_at from webhook_deliveries d
        join webhook_lanes l using (endpoint_id) where endpoint_id = ${world.endpoint.id} limit 1`
      expect(row).toEqual({ next_attempt_at: null, has_ended: true, next_due_at: null })
    },
  )

  test('stays while it is under way, and goes once it has settled, or nobody can settle it any more', async () => {
    const world = await makeWatched()
    const underWay = await deliver(world)
    await deliver(world)
    const lease = (seconds: number) => owner`
      update webhook_queue set leased = true, due_at = clock_timestamp() + make_interval(secs => ${seconds})
      where delivery_id = ${underWay.id}`
    await lease(20)
    await stop(world)
    await cancelWaiting()
    expect(await statuses(world)).toEqual({ canceled: 1, pending: 1 })
    await lease(-policy.webhooks.leaseSeconds + 1)
    await cancelWaiting()
    expect(await waiting(world)).toBe(1)
    await lease(-policy.webhooks.leaseSeconds - 1)
    await cancelWaiting()
    expect(await statuses(world)).toEqual({ canceled: 2 })
  })

  test('of more than a batch goes batch by batch, so that who needs the lane waits for one at most', async () => {
    const world = await makeWatched()
    const rows = policy.webhooks.cancelBatch * 4 + 1
    await flood(world, rows)
    await stop(world)
    const canceling = cancelWaiting()
    let isDone = false
    void canceling.then(() => {
      isDone = true
    })
    const left: number[] = []
    while (!isDone) {
      await owner.begin(async (tx) => {
        await tx`select 1 from webhook_lanes where endpoint_id = ${world.endpoint.id} for update`
        const [row] = await tx<{ left: number }[]>`
          select count(*)::int as left from webhook_queue where endpoint_id = ${world.endpoint.id}`
        left.push(row?.left ?? -1)
      })
      await wait(5)
    }
    await canceling
    expect(left.some((count) => count > 0 && count < rows)).toBe(true)
    expect(await waiting(world)).toBe(0)
    expect(await statuses(world)).toEqual({ canceled: rows })
  })
})

describe('a lane that is not due though something waits in its queue', () => {
  test('is due again when the first of it is; one that is disabled, gone or empty stays as it is', async () => {
    const [lost, gone, disabled, empty] = [
      await makeWatched(),
      await makeWatched(),
      await makeWatched(),
      await makeWatched(),
    ]
    for (const each of [lost, gone, disabled]) await deliver(each)
    await cancelWaiting()
    await owner`update webhook_queue set due_at = clock_timestamp() + interval '1 hour', leased = true
      where endpoint_id = ${disabled.endpoint.id}`
    await stop(disabled)
    const ids = [lost, gone, disabled, empty].map(({ endpoint }) => endpoint.id)
    await owner`update webhook_lanes set next_due_at = null where endpoint_id = any(${ids})`
    await owner`update webhook_lanes set gone_at = now() where endpoint_id = ${gone.endpoint.id}`
    const runs = await Promise.all([cancelWaiting(), cancelWaiting()])
    expect(runs[0].healed + runs[1].healed).toBe(1)
    const due = await owner<{ endpoint_id: string; is_due: boolean }[]>`
      select endpoint_id, next_due_at = (select min(due_at) from webhook_queue q where q.endpoint_id = l.endpoint_id)
        as is_due from webhook_lanes l where endpoint_id = any(${ids}) and next_due_at is not null`
    expect(due).toEqual([{ endpoint_id: lost.endpoint.id, is_due: true }])
  })
})

test('what waits for an event that is no longer kept is canceled, and nothing else', async () => {
  const world = await makeWatched()
  const other = await makeEndpoint(world.scope)
  const old = (days: number) =>
    uuidFloor(new Date(Date.now() - days * 86_400_000)).replace(/0{12}$/, 'abcdef012345')
  const kept = await makeEvent({ ...world.scope, id: old(31) })
  for (const eventId of [old(32), kept.id, (await makeEvent(world.scope)).id])
    await makeDelivery({ ...world.scope, endpointId: world.endpoint.id, eventId })
  await makeDelivery({ ...world.scope, endpointId: other.id, eventId: old(40) })
  await cancelEventless()
  expect(await statuses(world)).toEqual({ canceled: 1, pending: 2 })
  expect(await owner`select status from webhook_deliveries where endpoint_id = ${other.id}`).toEqual([
    { status: 'canceled' },
  ])
  const [left] = await owner<{ ids: string[] }[]>`
    select array_agg(event_id order by event_id) as ids from webhook_queue where endpoint_id = ${world.endpoint.id}`
  expect(left?.ids).not.toContain(old(32))
})
