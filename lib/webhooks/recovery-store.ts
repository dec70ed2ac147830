import { and, asc, count, desc, eq, gt, gte, lte, ne, type SQL, sql } from 'drizzle-orm'
import { webhookRecoveries } from '@/db/tables/webhook-recoveries'
import { events, webhookDeliveries, webhookEndpoints, webhookLanes, webhookQueue } from '@/db/tables/webhooks'
import type { TenantTx } from '@/db/tenant'
import { newUuid } from '@/lib/core/ids'
import type { RecoveryStatus } from '@/lib/core/statuses'

export type RecoveryRow = typeof webhookRecoveries.$inferSelect
/** How far it has come: what is still in the queue, and what was given up. The rest of what was queued arrived. */
export type RecoveryProgress = { waiting: number; failed: number }

/** The endpoint of a recovery, and the clock that decides. */
export async function findTarget(tx: TenantTx, id: string) {
  const { eventTypes, enabled, deletedAt, createdAt } = webhookEndpoints
  const now = sql`clock_timestamp()`.mapWith(createdAt)
  const [row] = await tx
    .select({ eventTypes, enabled, deletedAt, createdAt, now })
    .from(webhookEndpoints)
    .where(eq(webhookEndpoints.id, id))
  return row ?? null
}

export type Search = {
  endpointId: string
  /** Null is all. */
  eventTypes: string[] | null
  since: Date
  /** No delivery of an event of then or later has a smaller id. */
  fromId: string
  after: bigint
  upTo: bigint
}

/**
 * What an endpoint would have got and has not: no delivery of it arrived, and none is on its way. Only events with a
 * place: the others are yet to be sent by themselves.
 */
function isMissed({ endpointId, eventTypes, since, fromId, after, upTo }: Search): SQL | undefined {
  return and(
    gt(events.position, after),
    lte(events.position, upTo),
    gte(events.createdAt, since),
    ne(events.type, 'test.ping'),
    eventTypes ? sql`${events.type} = any (${sql.param(eventTypes)}::text[])` : undefined,
    sql`not exists (select from ${webhookDeliveries} where ${webhookDeliveries.eventId} = ${events.id}
      and ${webhookDeliveries.endpointId} = ${endpointId}::uuid and ${webhookDeliveries.id} >= ${fromId}::uuid
      and ${webhookDeliveries.status} in ('delivered', 'pending'))`,
  )
}

export async function countMissed(tx: TenantTx, search: Search): Promise<number> {
  return tx.$count(events, isMissed(search))
}

export function selectMissed(tx: TenantTx, search: Search, limit: number) {
  return tx
    .select({ id: events.id, type: events.type, position: events.position })
    .from(events)
    .where(isMissed(search))
    .orderBy(asc(events.position))
    .limit(limit)
}

type NewRecovery = Pick<RecoveryRow, 'endpointId' | 'since' | 'until' | 'total' | 'position' | 'lastPosition'>

/** Null while another of this endpoint is running. */
export async function insertRecovery(tx: TenantTx, recovery: NewRecovery): Promise<RecoveryRow | null> {
  const [row] = await tx
    .insert(webhookRecoveries)
    .values({ id: newUuid(), ...recovery, dueAt: sql`clock_timestamp()` })
    .onConflictDoNothing()
    .returning()
  return row ?? null
}

export async function isRecovering(tx: TenantTx, endpointId: string): Promise<boolean> {
  const { endpointId: endpoint, status } = webhookRecoveries
  return (await tx.$count(webhookRecoveries, and(eq(endpoint, endpointId), eq(status, 'running')))) > 0
}

export async function findRecovery(tx: TenantTx, id: string): Promise<RecoveryRow | null> {
  const [row] = await tx.select().from(webhookRecoveries).where(eq(webhookRecoveries.id, id))
  return row ?? null
}

/** Nobody else moves it until the transaction ends. */
export async function lockRecovery(tx: TenantTx, id: string): Promise<RecoveryRow | null> {
  const [row] = await tx.select().from(webhookRecoveries).where(eq(webhookRecoveries.id, id)).for('update')
  return row ?? null
}

export function selectRecoveries(tx: TenantTx, endpointId: string, limit: number): Promise<RecoveryRow[]> {
  return tx
    .select()
    .from(webhookRecoveries)
    .where(eq(webhookRecoveries.endpointId, endpointId))
    .orderBy(desc(webhookRecoveries.id))
    .limit(limit)
}

/** In one statement, so that what settles in between is counted once. It costs what waits and what failed. */
export async function findProgress(
  tx: TenantTx,
  { id, endpointId }: Pick<RecoveryRow, 'id' | 'endpointId'>,
): Promise<RecoveryProgress> {
  const failed = sql`(select count(*) from ${webhookDeliveries}
    where ${webhookDeliveries.recoveryId} = ${id}::uuid and ${webhookDeliveries.undelivered} is not null)`
  const [row] = await tx
    .select({ waiting: count(), failed: failed.mapWith(Number) })
    .from(webhookQueue)
    .where(isWaiting({ id, endpointId }))
  return row ?? { waiting: 0, failed: 0 }
}

/** How many of it are in the queue, which are never more than a few hundred. */
export function countWaiting(
  tx: TenantTx,
  recovery: Pick<RecoveryRow, 'id' | 'endpointId'>,
): Promise<number> {
  return tx.$count(webhookQueue, isWaiting(recovery))
}

function isWaiting({ id, endpointId }: Pick<RecoveryRow, 'id' | 'endpointId'>): SQL | undefined {
  return and(
    eq(webhookQueue.endpointId, endpointId),
    sql`${webhookQueue.trigger} = 'recovery'`,
    sql`exists (select from ${webhookDeliveries} where ${webhookDeliveries.id} = ${webhookQueue.deliveryId}
      and ${webhookDeliveries.recoveryId} = ${id}::uuid)`,
  )
}

type Step = { position: bigint; queued: number; restMilliseconds: number }

/** What was looked at and put into the queue. Nobody else goes on with it before the rest is over. */
export async function advanceRecovery(
  tx: TenantTx,
  id: string,
  { position, queued, restMilliseconds }: Step,
): Promise<void> {
  await tx
    .update(webhookRecoveries)
    .set({
      position,
      queued: sql`${webhookRecoveries.queued} + ${queued}::int`,
      total: sql`greatest(${webhookRecoveries.total}, ${webhookRecoveries.queued} + ${queued}::int)`,
      dueAt: sql`clock_timestamp() + make_interval(secs => ${restMilliseconds}::float8 / 1000)`,
    })
    .where(eq(webhookRecoveries.id, id))
}

/** One that is done has sent all there was, whatever it had counted before. */
export async function endRecovery(
  tx: TenantTx,
  id: string,
  status: Exclude<RecoveryStatus, 'running'>,
): Promise<RecoveryRow> {
  const [row] = await tx
    .update(webhookRecoveries)
    .set({
      status,
      dueAt: null,
      endedAt: sql`clock_timestamp()`,
      ...(status === 'done' ? { total: webhookRecoveries.queued } : {}),
    })
    .where(eq(webhookRecoveries.id, id))
    .returning()
  if (!row) throw new Error('The caller holds the row.')
  return row
}

/** Takes what waits of it out of the queue; what is under way goes on. The caller holds the endpoint's lane. */
export async function cancelWaiting(
  tx: TenantTx,
  { id, endpointId }: Pick<RecoveryRow, 'id' | 'endpointId'>,
): Promise<void> {
  const gone = await tx
    .delete(webhookQueue)
    .where(and(isWaiting({ id, endpointId }), eq(webhookQueue.leased, false)))
    .returning({ id: webhookQueue.deliveryId })
  const ids = sql.param(gone.map((row) => row.id))
  await tx
    .update(webhookDeliveries)
    .set({ status: 'canceled', nextAttemptAt: null, endedAt: sql`clock_timestamp()` })
    .where(and(sql`${webhookDeliveries.id} = any (${ids}::uuid[])`, eq(webhookDeliveries.status, 'pending')))
  await tx
    .update(webhookLanes)
    .set({
      nextDueAt: sql`(select min(${webhookQueue.dueAt}) from ${webhookQueue}
        where ${webhookQueue.endpointId} = ${webhookLanes.endpointId})`,
    })
    .where(eq(webhookLanes.endpointId, endpointId))
}
