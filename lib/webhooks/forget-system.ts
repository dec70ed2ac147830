import { sql } from 'drizzle-orm'
import type { SystemTx } from '@/db/tenant'
import { policy } from '@/lib/core/policy'

/** With its lane and its recoveries. One that was deleted without ever getting anything goes after the same time. */
export async function deleteForgotten(tx: SystemTx): Promise<number> {
  const days = policy.retention.webhookDays
  const [row] = await tx.execute<{ gone: number }>(sql`
    with gone as (
      delete from webhook_endpoints using (
        select e.tenant_id, e.id from webhook_endpoints e
        where e.deleted_at < clock_timestamp() - make_interval(days => ${days}::int)
          and not exists (select from webhook_deliveries d where d.tenant_id = e.tenant_id and d.endpoint_id = e.id)
          and not exists (select from webhook_queue q where q.endpoint_id = e.id)
        limit ${sql.raw(String(policy.retentionSweep.batchRows))} for update of e skip locked) old
      where webhook_endpoints.tenant_id = old.tenant_id and webhook_endpoints.id = old.id
      returning 1)
    select count(*)::int as gone from gone`)
  return row?.gone ?? 0
}
