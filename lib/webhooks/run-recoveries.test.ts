import { describe, expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { policy } from '@/lib/core/policy'
import { cancelRecovery } from '@/lib/webhooks/cancel-recovery'
import { deliveriesOf, makeOutage, settle, wakeUp } from '@/lib/webhooks/fixtures/recovery'
import { getRecovery } from '@/lib/webhooks/get-recovery'
import { runDueRecoveries } from '@/lib/webhooks/run-recoveries'

const { waiting } = policy.webhooks.recovery
const idOf = ({ id }: { id: string | null }) => ({ id: id ?? '' })
type Outage = Awaited<ReturnType<typeof makeOutage>>

/** Events in thousands, which one statement makes. */
async function addEvents({ tenantId, place }: Outage, count: number): Promise<void> {
  await owner`insert into events (tenant_id, mode, id, type, subject_id, data)
    select ${tenantId}, 'live', (lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0')
      || '7' || substr(replace(gen_random_uuid()::text, '-', ''), 14))::uuid, 'otp.sent', 'otp_1', '{}'
    from generate_series(1, ${count})`
  await place()
}

const waitingOf = ({ endpoint }: Outage) =>
  owner`select delivery_id, leased from webhook_queue where endpoint_id = ${endpoint.id} order by delivery_id`

describe('a recovery of many', () => {
  test('keeps no more than its part in the queue, and gets to the end of it all, each event once', async () => {
    const outage = await makeOutage(0)
    const total = waiting * 2 + 7
    await addEvents(outage, total)
    const recovery = await outage.recover()
    expect(recovery.total).toBe(total)
    let most = 0
    for (let round = 0; round < 20; round++) {
      await outage.advance(recovery)
      const rows = await waitingOf(outage)
      most = Math.max(most, rows.length)
      await settle(
        rows.map((row) => row.delivery_id),
        'delivered',
      )
    }
    expect(most).toBe(waiting)
    expect(await getRecovery(outage.ctx, idOf(recovery))).toMatchObject({
      ...{ status: 'done', total, queued: total, delivered: total, failed: 0 },
    })
    const rows = await deliveriesOf(recovery.id)
    expect(new Set(rows.map((row) => row.event_id)).size).toBe(total)
    expect(rows).toHaveLength(total)
  })

  test('by ten processes at once, and again after each died, is queued once', async () => {
    const outage = await makeOutage(0)
    await addEvents(outage, waiting - 1)
    const recovery = await outage.recover()
    for (let round = 0; round < 3; round++) {
      await Promise.all(
        Array.from({ length: 10 }, async () => {
          await wakeUp(recovery.id)
          await runDueRecoveries()
        }),
      )
    }
    await outage.advance(recovery)
    const rows = await deliveriesOf(recovery.id)
    expect(new Set(rows.map((row) => row.event_id)).size).toBe(waiting - 1)
    expect(rows).toHaveLength(waiting - 1)
  })

  test('whose process dies is taken up by another when its lease is over, and not before', async () => {
    const outage = await makeOutage(3)
    const recovery = await outage.recover()
    await owner`update webhook_recoveries set due_at = clock_timestamp() + interval '30 seconds'
      where tenant_id = ${outage.tenantId}`
    await runDueRecoveries()
    expect(await deliveriesOf(recovery.id)).toEqual([])
    await wakeUp(recovery.id)
    await runDueRecoveries()
    await outage.advance(recovery)
    expect(await deliveriesOf(recovery.id)).toHaveLength(3)
  })
})

describe('a recovery that is canceled', () => {
  test('takes what waits out of the queue, leaves what is under way, and queues nothing more', async () => {
    const outage = await makeOutage(3)
    const { deliver, ctx, endpoint } = outage
    const other = await deliver((await outage.happen()).id)
    const recovery = await outage.recover()
    await outage.advance(recovery)
    const [one] = await deliveriesOf(recovery.id)
    await owner`update webhook_queue set leased = true where delivery_id = ${one?.id ?? ''}`
    const canceled = await cancelRecovery(ctx, idOf(recovery))
    expect(canceled).toMatchObject({ status: 'canceled', queued: 3, failed: 2, delivered: 0 })
    expect(canceled.ended_at).not.toBeNull()
    const left = (await waitingOf(outage)).map((row) => row.delivery_id)
    expect(left.sort()).toEqual([one?.id, other.id].sort())
    const rows = await deliveriesOf(recovery.id)
    expect(rows.map((row) => row.status)).toEqual(['pending', 'canceled', 'canceled'])
    const lane = owner`select 1 from webhook_lanes l where endpoint_id = ${endpoint.id} and next_due_at =
      (select min(due_at) from webhook_queue q where q.endpoint_id = l.endpoint_id)`
    expect(await lane).toHaveLength(1)
    await outage.advance(recovery)
    expect(await deliveriesOf(recovery.id)).toHaveLength(3)
    const conflict = expect.objectContaining({ code: 'state_conflict' })
    await expect(cancelRecovery(ctx, idOf(recovery))).rejects.toEqual(conflict)
  })

  test('while another process goes on with it: nothing of it waits afterwards', async () => {
    const outage = await makeOutage(0)
    await addEvents(outage, waiting)
    const recovery = await outage.recover()
    await Promise.all([runDueRecoveries(), cancelRecovery(outage.ctx, idOf(recovery)), runDueRecoveries()])
    await outage.advance(recovery)
    expect(await waitingOf(outage)).toEqual([])
    for (const row of await deliveriesOf(recovery.id)) expect(row.status).toBe('canceled')
  })

  test.each(['enabled = false', 'deleted_at = clock_timestamp()'])(
    'because its endpoint takes nothing any more (%s)',
    async (change) => {
      const outage = await makeOutage(2)
      const recovery = await outage.recover()
      await outage.advance(recovery)
      await owner.unsafe(`update webhook_endpoints set ${change} where id = '${outage.endpoint.id}'`)
      await outage.advance(recovery)
      expect(await getRecovery(outage.ctx, idOf(recovery))).toMatchObject({ status: 'canceled', failed: 2 })
      expect(await waitingOf(outage)).toEqual([])
    },
  )
})
