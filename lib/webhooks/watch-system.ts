import { and, desc, eq, inArray, isNotNull, sql } from 'drizzle-orm'
import { users } from '@/db/tables/auth'
import { memberships, tenants } from '@/db/tables/tenants'
import { webhookDeliveries, webhookEndpoints, webhookLanes } from '@/db/tables/webhooks'
import type { SystemTx } from '@/db/tenant'
import type { Mode } from '@/lib/core/context'
import { policy } from '@/lib/core/policy'

export type Watched = { tenantId: string; mode: Mode; endpointId: string }

const { failing, exhaustedMailHours } = policy.webhooks
const [firstWarning, secondWarning] = failing.warnHours
const { enabled, deletedAt, disabledReason } = webhookEndpoints
const { exhaustedAt, goneAt, failingSince, lastFailedAt, warned, toldAt } = webhookLanes

const ofLane = and(
  eq(webhookEndpoints.tenantId, webhookLanes.tenantId),
  eq(webhookEndpoints.id, webhookLanes.endpointId),
)
/** As the index of them says it. */
const isInTrouble = sql`(exhausted_at is not null or gone_at is not null or failing_since is not null)`
const hours = (count: number) => sql`make_interval(hours => ${count}::int)`
const hasFailedFor = (count: number) => sql`${lastFailedAt} - ${failingSince} >= ${hours(count)}`

/** Enabled endpoints that answered 410, or have failed for too long. Nobody holds them: who disables one looks again. */
export function selectDoomed(tx: SystemTx, limit: number): Promise<Watched[]> {
  const { tenantId, mode, endpointId } = webhookLanes
  return tx
    .select({ tenantId, mode, endpointId })
    .from(webhookLanes)
    .innerJoin(webhookEndpoints, ofLane)
    .where(
      sql`${isInTrouble} and (${goneAt} is not null or ${hasFailedFor(failing.disableHours)})
        and ${enabled} and ${deletedAt} is null`,
    )
    .limit(limit)
}

export type Noticed = Awaited<ReturnType<typeof takeNotices>>[number]

/** Which mail its state asks for. It is disabled by itself or not at all: who did it by hand knows. */
const level = sql<number>`case
  when not ${enabled} then case when ${disabledReason} in ('gone', 'failing') then 3 else 0 end
  when ${hasFailedFor(secondWarning)} then 2
  when ${hasFailedFor(firstWarning)} then 1
  else 0 end`
const isUntold = sql`(${exhaustedAt} is not null
  and coalesce(${toldAt} + ${hours(exhaustedMailHours)} <= clock_timestamp(), true))`

/**
 * Endpoints whose people have to be told of something, by this transaction alone: that they are is written with the
 * mails themselves. What was given up is part of whichever mail goes.
 */
export function takeNotices(tx: SystemTx, limit: number) {
  const { tenantId, mode, endpointId } = webhookLanes
  return tx
    .select({
      ...{ tenantId, mode, endpointId, exhaustedAt, failingSince, enabled, disabledReason },
      workspace: tenants.name,
      slug: tenants.slug,
      url: webhookEndpoints.url,
      disabledAt: webhookEndpoints.disabledAt,
      exhausted: sql<number>`case when ${exhaustedAt} is null then 0 else ${webhookLanes.exhausted} end`,
      /** The mail about its state that is due: 1 and 2 are warnings, 3 says that it is disabled; 0 is none. */
      level: sql<number>`(case when ${level} > ${warned} then ${level} else 0 end)::int`,
    })
    .from(webhookLanes)
    .innerJoin(webhookEndpoints, ofLane)
    .innerJoin(tenants, eq(tenants.id, tenantId))
    .where(
      sql`(${tenantId}, ${endpointId}) in (
          select tenant_id, endpoint_id from webhook_lanes where ${isInTrouble}
          union all select tenant_id, id from webhook_endpoints
          where (not enabled or deleted_at is not null) and disabled_reason in ('gone', 'failing'))
        and ${deletedAt} is null and (${level} > ${warned} or ${isUntold})`,
    )
    .limit(limit)
    .for('update', { of: webhookLanes, skipLocked: true })
}

export async function markTold(
  tx: SystemTx,
  { tenantId, endpointId, level }: Watched & { level: number },
): Promise<void> {
  await tx
    .update(webhookLanes)
    .set({
      warned: sql`greatest(${warned}, ${level}::int)`,
      toldAt: sql`case when ${exhaustedAt} is null then ${toldAt} else clock_timestamp() end`,
      exhaustedAt: null,
      exhausted: 0,
    })
    .where(and(eq(webhookLanes.tenantId, tenantId), eq(webhookLanes.endpointId, endpointId)))
}

/** How the last delivery ended that was not asked for by hand, of the newest. */
export async function findLastFailure(tx: SystemTx, { tenantId, endpointId }: Watched) {
  const newest = tx
    .select()
    .from(webhookDeliveries)
    .where(and(eq(webhookDeliveries.tenantId, tenantId), eq(webhookDeliveries.endpointId, endpointId)))
    .orderBy(desc(webhookDeliveries.id))
    .limit(policy.webhooks.health.sample)
    .as('newest')
  const [row] = await tx
    .select({ lastStatusCode: newest.lastStatusCode, lastError: newest.lastError })
    .from(newest)
    .where(and(isNotNull(newest.lastAttemptAt), inArray(newest.status, ['pending', 'exhausted'])))
    .orderBy(desc(newest.lastAttemptAt))
    .limit(1)
  return row ?? null
}

/** Who looks after webhooks: everybody who may change them. */
export function selectCaretakers(tx: SystemTx, tenantId: string): Promise<{ id: string; email: string }[]> {
  return tx
    .select({ id: users.id, email: users.email })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(
      and(eq(memberships.tenantId, tenantId), inArray(memberships.role, ['owner', 'admin', 'developer'])),
    )
}
