import { sql } from 'drizzle-orm'
import { metaFieldCounts } from '@/db/tables/messages'
import type { SystemTx } from '@/db/tenant'
import { groupBy } from '@/lib/core/group-by'

/** Adds up what was not known of one delivery. In the order of the names, so that two at once do not wait for each other. */
export async function addUnknown(tx: SystemTx, webhookId: string, names: string[]): Promise<void> {
  if (names.length === 0) return
  const counts = groupBy(names, (name) => name)
  const rows = [...counts].map(([field, all]) => ({ field, count: all.length, webhookId }))
  rows.sort((left, right) => (left.field < right.field ? -1 : 1))
  await tx
    .insert(metaFieldCounts)
    .values(rows)
    .onConflictDoUpdate({
      target: metaFieldCounts.field,
      set: {
        count: sql`${metaFieldCounts.count} + excluded.count`,
        webhookId: sql`excluded.webhook_id`,
        lastSeenAt: sql`clock_timestamp()`,
      },
    })
}
