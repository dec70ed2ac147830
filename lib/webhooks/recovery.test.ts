import { describe, expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { newTypeId } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'
import { cancelRecovery } from '@/lib/webhooks/cancel-recovery'
import { hoursAgo, makeFeed } from '@/lib/webhooks/fixtures/feed'
import { deliveriesOf, makeOutage, settle } from '@/lib/webhooks/fixtures/recovery'
import { getRecovery, listRecoveries } from '@/lib/webhooks/get-recovery'
import { recoverEndpoint } from '@/lib/webhooks/recover-endpoint'

const conflict = expect.objectContaining({ code: 'state_conflict' })
const gone = expect.objectContaining({ code: 'not_found' })
const idOf = ({ id }: { id: string | null }) => ({ id: id ?? '' })

describe('a recovery', () => {
  test('has every event that the endpoint would have got and has not, and no other', async () => {
    const outage = await makeOutage(1)
    const { happen, deliver, place, endpoint, missed } = outage
    const types = ['otp.verified', 'otp.failed', 'webhook_endpoint.disabled']
    await owner`update webhook_endpoints set event_types = ${types} where id = ${endpoint.id}`
    const failed = await happen({ type: 'otp.failed' })
    await deliver(failed.id, { status: 'exhausted' })
    const twice = await happen({ type: 'otp.failed' })
    await deliver(twice.id, { status: 'exhausted' })
    await deliver(twice.id, { status: 'delivered', trigger: 'replay' })
    await deliver((await happen()).id, { status: 'delivered' })
    await deliver((await happen()).id, { status: 'pending' })
    const stopped = await happen()
    await deliver(stopped.id, { status: 'canceled' })
    await happen({ type: 'message.sent' })
    await happen({ type: 'test.ping' })
    await happen({ createdAt: hoursAgo(1.5) })
    await happen({ createdAt: hoursAgo(3) })
    await happen({ mode: 'test' })
    await place()
    await happen()
    const expected = [...missed, failed.id, stopped.id]
    expect(await outage.recover(true)).toMatchObject({ dry_run: true, id: null, status: null, total: 3 })
    const recovery = await outage.recover()
    expect(recovery).toMatchObject({ dry_run: false, status: 'running', total: 3, queued: 0 })
    await outage.advance(recovery)
    const rows = await deliveriesOf(recovery.id)
    expect(rows.map((row) => row.event_id)).toEqual(expected)
    expect(new Set(rows.map((row) => row.status))).toEqual(new Set(['pending']))
  })

  test('goes back no further than the endpoint’s own beginning', async () => {
    const outage = await makeOutage(2)
    await owner`update webhook_endpoints set created_at = clock_timestamp() where id = ${outage.endpoint.id}`
    const late = await outage.happen()
    await outage.place()
    expect(await outage.recover(true)).toMatchObject({ total: 1 })
    const recovery = await outage.recover()
    await outage.advance(recovery)
    expect(await deliveriesOf(recovery.id)).toMatchObject([{ event_id: late.id, trigger: 'recovery' }])
  })

  test('tells how far it has come, and is done when nothing of it is on its way', async () => {
    const outage = await makeOutage(3)
    const { ctx, recover, whe } = outage
    const recovery = await recover()
    await outage.advance(recovery)
    const [one, two, three] = await deliveriesOf(recovery.id)
    await settle([one?.id ?? ''], 'delivered')
    await settle([two?.id ?? ''], 'exhausted')
    await outage.advance(recovery)
    const counts = { total: 3, queued: 3, delivered: 1, failed: 1, ended_at: null }
    expect(await getRecovery(ctx, idOf(recovery))).toMatchObject({ status: 'running', ...counts })
    await settle([three?.id ?? ''], 'delivered')
    await outage.advance(recovery)
    const end = { status: 'done', delivered: 2, failed: 1, ended_at: expect.any(String) }
    expect(await getRecovery(ctx, idOf(recovery))).toMatchObject(end)
    const next = await recover(true)
    expect(next.total, 'what was exhausted is still missed').toBe(1)
    expect(await listRecoveries(ctx, { id: whe })).toMatchObject([{ id: recovery.id, ...end }])
  })

  test('one at a time for an endpoint: of ten asked for at once, one runs', async () => {
    const { recover, ctx } = await makeOutage(2)
    const asked = await Promise.allSettled(Array.from({ length: 10 }, () => recover()))
    const started = asked.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
    expect(started).toHaveLength(1)
    for (const one of asked) if (one.status === 'rejected') expect(one.reason).toEqual(conflict)
    const [running] = started
    if (!running) throw new Error('One runs.')
    await cancelRecovery(ctx, idOf(running))
    await expect(recover()).resolves.toMatchObject({ status: 'running' })
  })

  test('is refused for a time to come or too long ago, and for an endpoint that takes nothing', async () => {
    const { ctx, whe, endpoint, recover } = await makeOutage(1)
    const refused = expect.objectContaining({ code: 'validation_failed' })
    for (const since of [hoursAgo(-1), hoursAgo(policy.webhooks.recoverDays * 24 + 2), new Date(-1)])
      await expect(
        recoverEndpoint(ctx, { id: whe, since: since.toISOString(), dryRun: true }),
      ).rejects.toEqual(refused)
    await owner`update webhook_endpoints set enabled = false where id = ${endpoint.id}`
    await expect(recover()).rejects.toEqual(conflict)
    expect(await recover(true)).toMatchObject({ total: 1 })
    await owner`update webhook_endpoints set deleted_at = clock_timestamp() where id = ${endpoint.id}`
    await expect(recover(true)).rejects.toEqual(gone)
  })

  test('of another tenant’s endpoint, and another tenant’s recovery, are the same 404', async () => {
    const [mine, theirs] = await Promise.all([makeFeed(), makeOutage(1)])
    const recovery = await theirs.recover()
    for (const id of [theirs.whe, newTypeId('endpoint'), 'whe_x'])
      await expect(
        recoverEndpoint(mine.ctx, { id, since: hoursAgo(1).toISOString(), dryRun: true }),
      ).rejects.toEqual(gone)
    for (const id of [recovery.id ?? '', newTypeId('recovery'), 'rcv_x']) {
      await expect(getRecovery(mine.ctx, { id })).rejects.toEqual(gone)
      await expect(cancelRecovery(mine.ctx, { id })).rejects.toEqual(gone)
    }
    await expect(listRecoveries(mine.ctx, { id: theirs.whe })).rejects.toEqual(gone)
  })

  test('is in the audit log from its start to its end, when a person did it', async () => {
    const { as, recover, tenantId } = await makeOutage(1)
    await recover(true, as('developer'))
    const recovery = await recover(false, as('developer'))
    await cancelRecovery(as('admin'), idOf(recovery))
    const entries = await owner`select action, target_id from audit_entries
      where tenant_id = ${tenantId} order by seq`
    expect(entries).toEqual([
      { action: 'recovery.started', target_id: recovery.id },
      { action: 'recovery.canceled', target_id: recovery.id },
    ])
  })
})
