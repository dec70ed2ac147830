import { and, asc, eq, lte, sql } from 'drizzle-orm'
import { webhookRecoveries } from '@/db/tables/webhook-recoveries'
import type { SystemTx } from '@/db/tenant'
import type { Mode } from '@/lib/core/context'
import { policy } from '@/lib/core/policy'

const { leaseSeconds } = policy.webhooks.recovery

/** One recovery that nobody goes on with, or whose process is dead, taken for as long as a lease. */
export async function takeDueRecovery(
  tx: SystemTx,
): Promise<{ tenantId: string; mode: Mode; id: string } | null> {
  const { tenantId, mode, id, dueAt } = webhookRecoveries
  const [row] = await tx
    .select({ tenantId, mode, id })
    .from(webhookRecoveries)
    .where(lte(dueAt, sql`clock_timestamp()`))
    .orderBy(asc(dueAt))
    .limit(1)
    .for('update', { skipLocked: true })
  if (!row) return null
  await tx
    .update(webhookRecoveries)
    .set({ dueAt: sql`clock_timestamp() + make_interval(secs => ${leaseSeconds}::int)` })
    .where(and(eq(tenantId, row.tenantId), eq(id, row.id)))
  return row
}
