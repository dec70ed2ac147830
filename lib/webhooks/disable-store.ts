import { and, eq, sql } from 'drizzle-orm'
import { webhookEndpoints, webhookLanes } from '@/db/tables/webhooks'
import type { TenantTx } from '@/db/tenant'
import { policy } from '@/lib/core/policy'

/**
 * Disables an endpoint that answered 410 or has failed for too long, if it is still so; null when it is not, or
 * somebody else was first. The caller holds its lane.
 */
export async function disableDoomed(tx: TenantTx, endpointId: string) {
  const [lane] = await tx.select().from(webhookLanes).where(eq(webhookLanes.endpointId, endpointId))
  if (!lane) return null
  const { goneAt, lastFailedAt, failingSince } = webhookLanes
  const hours = policy.webhooks.failing.disableHours
  const isGone = sql`${goneAt} is not null`
  const hasFailed = sql`${lastFailedAt} - ${failingSince} >= make_interval(hours => ${hours}::int)`
  const [endpoint] = await tx
    .update(webhookEndpoints)
    .set({
      enabled: false,
      disabledReason: lane.goneAt ? 'gone' : 'failing',
      disabledAt: sql`clock_timestamp()`,
      updatedAt: sql`clock_timestamp()`,
    })
    .where(
      and(
        eq(webhookEndpoints.id, endpointId),
        sql`${webhookEndpoints.enabled} and ${webhookEndpoints.deletedAt} is null`,
        sql`exists (select from ${webhookLanes} where ${webhookLanes.endpointId} = ${endpointId}
          and (${isGone} or ${hasFailed}))`,
      ),
    )
    .returning()
  return endpoint ? { endpoint, lane } : null
}
