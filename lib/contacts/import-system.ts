import { and, asc, eq, inArray, lt, lte, sql } from 'drizzle-orm'
import { contactImports } from '@/db/tables/contacts'
import type { SystemTx } from '@/db/tenant'
import type { Mode } from '@/lib/core/context'
import { policy } from '@/lib/core/policy'

const { leaseSeconds, previewHours } = policy.contacts.imports

/** One file that nobody works on, or whose process is dead, taken for as long as a lease. */
export async function takeDueImport(
  tx: SystemTx,
): Promise<{ tenantId: string; mode: Mode; id: string } | null> {
  const due = tx
    .select({ tenantId: contactImports.tenantId, id: contactImports.id })
    .from(contactImports)
    .where(lte(contactImports.dueAt, sql`clock_timestamp()`))
    .orderBy(asc(contactImports.dueAt))
    .limit(1)
    .for('update', { skipLocked: true })
  const [row] = await due
  if (!row) return null
  const [taken] = await tx
    .update(contactImports)
    .set({ status: 'running', dueAt: sql`clock_timestamp() + make_interval(secs => ${leaseSeconds}::int)` })
    .where(and(eq(contactImports.tenantId, row.tenantId), eq(contactImports.id, row.id)))
    .returning({ tenantId: contactImports.tenantId, mode: contactImports.mode, id: contactImports.id })
  return taken ?? null
}

/** Erases the files that nobody started, and those that no process gets through. */
export async function endAbandonedImports(tx: SystemTx): Promise<number> {
  const rows = await tx
    .update(contactImports)
    .set({
      status: sql`case ${contactImports.status} when 'preview' then 'canceled' else 'failed' end`,
      file: null,
      dueAt: null,
      endedAt: sql`clock_timestamp()`,
    })
    .where(
      and(
        inArray(contactImports.status, ['preview', 'queued', 'running']),
        lt(contactImports.createdAt, sql`clock_timestamp() - make_interval(hours => ${previewHours}::int)`),
      ),
    )
    .returning({ id: contactImports.id })
  return rows.length
}
