import { lt, sql } from 'drizzle-orm'
import { rateWindows } from '@/db/tables/requests'
import type { SystemTx } from '@/db/tenant'

/** Subjects of whom nobody was let in for so long count for nothing any more, and an address is personal data. */
export async function deleteIdleWindows(tx: SystemTx, seconds: number): Promise<number> {
  const gone = await tx
    .delete(rateWindows)
    .where(lt(rateWindows.updatedAt, sql`clock_timestamp() - make_interval(secs => ${seconds})`))
    .returning({ subject: rateWindows.subject })
  return gone.length
}
