import { eq, sql } from 'drizzle-orm'
import { auditEntries, auditHeads } from '@/db/tables/audit'
import type { TenantTx } from '@/db/tenant'

type Head = { seq: number; hash: string }
export type NewEntry = Omit<typeof auditEntries.$inferInsert, 'tenantId' | 'createdAt'>

/** The end of the tenant's chain, held until the transaction ends: whoever else adds to it waits. */
export async function lockHead(tx: TenantTx, start: Head): Promise<Head & { tenantId: string; now: Date }> {
  await tx.insert(auditHeads).values(start).onConflictDoNothing()
  const [row] = await tx
    .select({
      seq: auditHeads.seq,
      hash: auditHeads.hash,
      tenantId: auditHeads.tenantId,
      now: sql`clock_timestamp()`.mapWith(auditHeads.createdAt),
    })
    .from(auditHeads)
    .for('update')
  if (!row) throw new Error('The audit chain has no head.')
  return row
}

export async function appendEntry(tx: TenantTx, entry: NewEntry): Promise<void> {
  await tx.insert(auditEntries).values(entry)
  await tx
    .update(auditHeads)
    .set({ seq: entry.seq, hash: entry.hash })
    .where(eq(auditHeads.seq, entry.seq - 1))
}
