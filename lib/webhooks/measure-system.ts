import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { SystemTx } from '@/db/tenant'
import { uuidFloor } from '@/lib/core/ids'
import type { QueueState } from '@/lib/core/queue-state'

const Measured = z.object({
  due: z.coerce.number(),
  later: z.coerce.number(),
  lag: z.coerce.number().nullable(),
  failed: z.coerce.number(),
})

/** More than that is not counted: by then the number is no news. */
const countedMax = sql.raw('100000')

/**
 * Of what waits alone, and of what was given up in a day. A delivery that its endpoint keeps waiting, because it is
 * slow, capped or takes nothing, is no lag of ours.
 */
export async function measureWebhooks(tx: SystemTx): Promise<QueueState[]> {
  const dayAgo = uuidFloor(new Date(Date.now() - 86_400_000))
  const fanOut = await tx.execute(sql`
    select count(*) as due, 0 as later, 0 as failed, extract(epoch from clock_timestamp() - min(created_at)) as lag
    from (select created_at from events where position is null order by id limit ${countedMax}) waiting`)
  const deliveries = await tx.execute(sql`
    select count(*) filter (where due_at <= clock_timestamp() and not leased) as due,
      count(*) filter (where due_at > clock_timestamp() or leased) as later,
      (select extract(epoch from clock_timestamp() - greatest(l.next_due_at, l.free_at))
        from webhook_lanes l join webhook_endpoints e on e.tenant_id = l.tenant_id and e.id = l.endpoint_id
        where l.next_due_at <= clock_timestamp() and coalesce(l.free_at <= clock_timestamp(), true)
          and l.gone_at is null and e.enabled and e.deleted_at is null
          and (select count(*) from webhook_queue q where q.endpoint_id = l.endpoint_id and q.leased) < l.width
        order by l.next_due_at limit 1) as lag,
      (select count(*) from webhook_deliveries where id >= ${dayAgo}::uuid and undelivered = 'exhausted') as failed
    from (select due_at, leased from webhook_queue limit ${countedMax}) waiting`)
  return [stateOf('Events to fan out', fanOut[0]), stateOf('Webhook deliveries', deliveries[0])]
}

function stateOf(name: string, row: unknown): QueueState {
  const { due, later, lag, failed } = Measured.parse(row)
  return { name, due, later, lagSeconds: lag, failedInDay: failed }
}
