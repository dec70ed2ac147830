import { desc, eq, inArray, sql } from 'drizzle-orm'
import { events, webhookDeliveries, webhookEndpoints } from '@/db/tables/webhooks'
import type { TenantTx } from '@/db/tenant'
import { policy } from '@/lib/core/policy'

const { hours, sample, waitingMax } = policy.webhooks.health

export type CountedEndpoint = {
  id: string
  enabled: boolean
  is_failing: boolean
  delivered: number
  failed: number
  p95: number | null
  seen: number
  waiting: number
}

/** Of each endpoint the newest deliveries of a day, along their index: no more is looked at, however many there are. */
export async function countHealth(tx: TenantTx): Promise<CountedEndpoint[]> {
  return tx.execute<CountedEndpoint>(sql`
    select e.id, e.enabled, l.failing_since is not null as is_failing, h.*, w.waiting
    from webhook_endpoints e
    join webhook_lanes l on l.tenant_id = e.tenant_id and l.endpoint_id = e.id
    cross join lateral (
      select count(*) filter (where status = 'delivered')::int as delivered,
        count(*) filter (where has_failed)::int as failed,
        (percentile_disc(0.95) within group (order by last_milliseconds)
          filter (where status = 'delivered' or has_failed))::int as p95,
        count(*)::int as seen
      from (
        select d.status, d.last_milliseconds,
          d.status in ('pending', 'exhausted') and d.last_attempt_at is not null as has_failed
        from webhook_deliveries d
        where d.tenant_id = e.tenant_id and d.endpoint_id = e.id and d.trigger = 'event'
          and d.id >= (select uuidv7_floor(clock_timestamp() - make_interval(hours => ${hours}::int)))
        order by d.id desc limit ${sample}) newest) h
    cross join lateral (
      select count(*)::int as waiting
      from (select from webhook_queue q where q.endpoint_id = e.id limit ${waitingMax}) queued) w
    where e.deleted_at is null
    order by e.id desc`)
}

const eventsShown = 20
const deliveriesShown = 20

/** The newest deliveries of the newest events about one thing. */
export async function selectDeliveriesOf(tx: TenantTx, subjectId: string) {
  const about = await tx
    .select({ id: events.id })
    .from(events)
    .where(eq(events.subjectId, subjectId))
    .orderBy(desc(events.id))
    .limit(eventsShown)
  if (about.length === 0) return []
  return tx
    .select({ delivery: webhookDeliveries, url: webhookEndpoints.url })
    .from(webhookDeliveries)
    .innerJoin(
      webhookEndpoints,
      sql`${webhookEndpoints.tenantId} = ${webhookDeliveries.tenantId}
        and ${webhookEndpoints.id} = ${webhookDeliveries.endpointId}`,
    )
    .where(
      inArray(
        webhookDeliveries.eventId,
        about.map(({ id }) => id),
      ),
    )
    .orderBy(desc(webhookDeliveries.id))
    .limit(deliveriesShown)
}
