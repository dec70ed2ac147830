import { and, isNull, sql } from 'drizzle-orm'
import { mails } from '@/db/tables/mails'
import type { SystemTx } from '@/db/tenant'
import type { QueueState } from '@/lib/core/queue-state'

const isDue = sql`${mails.nextAttemptAt} <= clock_timestamp() and coalesce(${mails.leasedUntil} <= clock_timestamp(), true)`

export async function measureMails(tx: SystemTx): Promise<Omit<QueueState, 'name'>> {
  const [waiting] = await tx
    .select({
      due: sql<number>`(count(*) filter (where ${isDue}))::int`,
      later: sql<number>`(count(*) filter (where not (${isDue})))::int`,
      lagSeconds: sql<
        number | null
      >`extract(epoch from clock_timestamp() - min(${mails.nextAttemptAt}) filter (where ${isDue}))::float8`,
    })
    .from(mails)
    .where(and(isNull(mails.sentAt), isNull(mails.failedAt)))
  const [failed] = await tx
    .select({ failedInDay: sql<number>`count(*)::int` })
    .from(mails)
    .where(sql`${mails.failedAt} > clock_timestamp() - interval '1 day'`)
  return { due: 0, later: 0, lagSeconds: null, failedInDay: 0, ...waiting, ...failed }
}
