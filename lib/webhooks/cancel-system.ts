import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { webhookDeliveries, webhookLanes, webhookQueue } from '@/db/tables/webhooks'
import type { SystemTx } from '@/db/tenant'
import { uuidFloor } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'

export type Stopped = { tenantId: string; endpointId: string }

/**
 * What is leased is under way, and settles by itself. One whose lease has long ended never will: nobody takes it over
 * for an endpoint that takes nothing.
 */
const mayGo = sql`(not q.leased
  or q.due_at < clock_timestamp() - make_interval(secs => ${policy.webhooks.leaseSeconds}::int))`
const isStopped = sql`(not e.enabled or e.deleted_at is not null)`

/** Endpoints that take nothing any more, for which something waits. */
export async function selectStopped(tx: SystemTx, limit: number): Promise<Stopped[]> {
  const rows = await tx.execute<{ tenant_id: string; id: string }>(sql`
    select e.tenant_id, e.id from webhook_endpoints e
    where ${isStopped} and exists (select from webhook_queue q where q.endpoint_id = e.id and ${mayGo})
    limit ${limit}`)
  return rows.map(({ tenant_id, id }) => ({ tenantId: tenant_id, endpointId: id }))
}

/** Cancels one batch of what waits for an endpoint that is still stopped, and says how many. */
export async function cancelBatch(tx: SystemTx, { tenantId, endpointId }: Stopped): Promise<number> {
  const isStillStopped = sql`exists (
    select from webhook_endpoints e where e.tenant_id = ${tenantId} and e.id = ${endpointId} and ${isStopped})`
  return cancel(tx, { tenantId, endpointId }, isStillStopped)
}

/** Only events of that age are looked for, so that what waits in hundreds of thousands is not looked up each time. */
function isOrphan() {
  const old = uuidFloor(new Date(Date.now() - (policy.retention.webhookDays - 1) * 86_400_000))
  return sql`(q.event_id < ${old}::uuid
    and not exists (select from events v where v.tenant_id = q.tenant_id and v.id = q.event_id))`
}

/** Endpoints with something waiting whose event is no longer kept. */
export async function selectOrphaned(tx: SystemTx, limit: number): Promise<Stopped[]> {
  const rows = await tx.execute<{ tenant_id: string; endpoint_id: string }>(sql`
    select distinct q.tenant_id, q.endpoint_id from webhook_queue q where ${isOrphan()} and ${mayGo} limit ${limit}`)
  return rows.map((row) => ({ tenantId: row.tenant_id, endpointId: row.endpoint_id }))
}

/** The same for what has nothing to deliver any more. */
export function cancelOrphans(tx: SystemTx, stopped: Stopped): Promise<number> {
  return cancel(tx, stopped, isOrphan())
}

/** Found first and then deleted by their keys, so that no plan, however little is known of the tables, is a bad one. */
async function cancel(tx: SystemTx, { tenantId, endpointId }: Stopped, which: SQL): Promise<number> {
  await holdLane(tx, { tenantId, endpointId })
  const rows = await tx.execute<{ delivery_id: string }>(sql`
    select q.delivery_id from webhook_queue q where q.endpoint_id = ${endpointId} and ${mayGo} and ${which}
    limit ${sql.raw(String(policy.webhooks.cancelBatch))}`)
  if (rows.length === 0) return 0
  const ids = sql.param(rows.map((row) => row.delivery_id))
  await tx
    .delete(webhookQueue)
    .where(sql`${webhookQueue.tenantId} = ${tenantId} and ${webhookQueue.deliveryId} = any(${ids}::uuid[])`)
  await tx
    .update(webhookDeliveries)
    .set({ status: 'canceled', nextAttemptAt: null, endedAt: sql`clock_timestamp()` })
    .where(
      sql`${webhookDeliveries.tenantId} = ${tenantId} and ${webhookDeliveries.id} = any(${ids}::uuid[])
        and ${webhookDeliveries.status} = 'pending'`,
    )
  await lookAgain(tx, { tenantId, endpointId })
  return rows.length
}

async function holdLane(tx: SystemTx, { tenantId, endpointId }: Stopped): Promise<void> {
  await tx
    .select({ id: webhookLanes.endpointId })
    .from(webhookLanes)
    .where(and(eq(webhookLanes.tenantId, tenantId), eq(webhookLanes.endpointId, endpointId)))
    .for('update')
}

/** Its lane is due when the first of its queue is. The caller holds it. */
function lookAgain(tx: SystemTx, { tenantId, endpointId }: Stopped, when?: SQL) {
  return tx
    .update(webhookLanes)
    .set({ nextDueAt: sql`(select min(q.due_at) from webhook_queue q where q.endpoint_id = ${endpointId})` })
    .where(and(eq(webhookLanes.tenantId, tenantId), eq(webhookLanes.endpointId, endpointId), when))
    .returning({ nextDueAt: webhookLanes.nextDueAt })
}

/**
 * Lanes that are not due though something waits in their queues. It steps through the queue's index from endpoint to
 * endpoint, so that its cost is the number of those with something waiting, and not what waits.
 */
export async function selectOverlooked(tx: SystemTx): Promise<Stopped[]> {
  const rows = await tx.execute<{ tenant_id: string; endpoint_id: string }>(sql`
    with recursive waiting as (
      (select q.tenant_id, q.endpoint_id from webhook_queue q order by q.endpoint_id limit 1)
      union all
      select n.tenant_id, n.endpoint_id from waiting w cross join lateral (
        select q.tenant_id, q.endpoint_id from webhook_queue q where q.endpoint_id > w.endpoint_id
        order by q.endpoint_id limit 1) n)
    select l.tenant_id, l.endpoint_id from waiting w
    join webhook_lanes l on l.tenant_id = w.tenant_id and l.endpoint_id = w.endpoint_id
      and l.next_due_at is null and l.gone_at is null
    join webhook_endpoints e on e.tenant_id = l.tenant_id and e.id = l.endpoint_id and not ${isStopped}`)
  return rows.map((row) => ({ tenantId: row.tenant_id, endpointId: row.endpoint_id }))
}

/** Makes such a lane due again, if it is still overlooked: whatever went wrong, nothing waits for ever. */
export async function healLane(tx: SystemTx, lane: Stopped): Promise<boolean> {
  await holdLane(tx, lane)
  const [healed] = await lookAgain(tx, lane, isNull(webhookLanes.nextDueAt))
  return healed !== undefined && healed.nextDueAt !== null
}
