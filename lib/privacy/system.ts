import { sql } from 'drizzle-orm'
import type { SystemTx } from '@/db/tenant'
import { policy } from '@/lib/core/policy'

/** Makes the partitions of the months around now that do not exist yet. */
export async function ensurePartitions(tx: SystemTx): Promise<number> {
  const { monthsBehind, monthsAhead } = policy.partitions
  const [row] = await tx.execute<{ made: number }>(
    sql`select ensure_partitions(${monthsBehind}::int, ${monthsAhead}::int) as made`,
  )
  return row?.made ?? 0
}
