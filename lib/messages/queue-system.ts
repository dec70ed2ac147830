import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { messages, metaWebhooks } from '@/db/tables/messages'
import type { SystemTx } from '@/db/tenant'
import { uuidFloor } from '@/lib/core/ids'
import type { QueueState } from '@/lib/core/queue-state'

const Measured = z.object({
  due: z.coerce.number(),
  later: z.coerce.number(),
  lag: z.coerce.number().nullable(),
  failed: z.coerce.number(),
})

/** Each through the index of what is due, and of one day alone: the size of the tables does not matter. */
export async function measureQueues(tx: SystemTx): Promise<QueueState[]> {
  const dayAgo = uuidFloor(new Date(Date.now() - 86_400_000))
  const sends = await tx.execute(sql`
    select count(*) filter (where due_at <= clock_timestamp()) as due,
      count(*) filter (where due_at > clock_timestamp()) as later,
      extract(epoch from clock_timestamp() - min(due_at) filter (where due_at <= clock_timestamp())) as lag,
      (select count(*) from ${messages} where id >= ${dayAgo}::uuid and status = 'failed') as failed
    from (
      select due_at from ${messages} where due_at is not null and otp_id is not null
      union all select due_at from ${messages} where due_at is not null and otp_id is null) due`)
  const reports = await tx.execute(sql`
    select count(*) filter (where due_at <= clock_timestamp()) as due,
      count(*) filter (where due_at > clock_timestamp()) as later,
      extract(epoch from clock_timestamp() - min(due_at) filter (where due_at <= clock_timestamp())) as lag,
      (select count(*) from ${metaWebhooks} where id >= ${dayAgo}::uuid and error is not null) as failed
    from ${metaWebhooks} where due_at is not null`)
  return [stateOf('Messages to send', sends[0]), stateOf('Reports from Meta to read', reports[0])]
}

function stateOf(name: string, row: unknown): QueueState {
  const { due, later, lag, failed } = Measured.parse(row)
  return { name, due, later, lagSeconds: lag, failedInDay: failed }
}
