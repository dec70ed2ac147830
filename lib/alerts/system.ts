import { eq, sql } from 'drizzle-orm'
import { signalCounts, signals } from '@/db/tables/alerts'
import { memberships } from '@/db/tables/tenants'
import type { SystemTx } from '@/db/tenant'
import { policy } from '@/lib/core/policy'

export async function insertSignals(tx: SystemTx, rows: (typeof signals.$inferInsert)[]): Promise<void> {
  await tx.insert(signals).values(rows)
}

/** The workspaces that a person belongs to, with what they are there. */
export function findWorkspacesOf(
  tx: SystemTx,
  userId: string,
): Promise<{ tenantId: string; role: string }[]> {
  const { tenantId, role } = memberships
  return tx.select({ tenantId, role }).from(memberships).where(eq(memberships.userId, userId))
}

export type CountedSignal = { tenantId: string; kind: string; subject: string; count: number }

/** Adds to the slices of this moment, by the database's clock. Sorted, so that two processes never wait in a ring. */
export async function addCounts(tx: SystemTx, counted: readonly CountedSignal[]): Promise<void> {
  const keyOf = ({ tenantId, kind, subject }: CountedSignal) => `${tenantId} ${kind} ${subject}`
  const rows = [...counted].sort((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1))
  const width = `${policy.alerts.counts.sliceSeconds} seconds`
  const slice = sql`date_bin(${width}::interval, clock_timestamp(), 'epoch'::timestamptz)`
  const { tenantId, kind, subject } = signalCounts
  await tx
    .insert(signalCounts)
    .values(rows.map((row) => ({ ...row, slice })))
    .onConflictDoUpdate({
      target: [tenantId, kind, subject, signalCounts.slice],
      set: { count: sql`${signalCounts.count} + excluded.count` },
    })
}
