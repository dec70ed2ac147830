import { and, eq, ne, sql } from 'drizzle-orm'
import { numberClaims, senders } from '@/db/tables/senders'
import type { TenantTx } from '@/db/tenant'

/** Held until the transaction ends: what belongs together among a tenant's numbers changes one after the other. */
export async function lockNumbers(tx: TenantTx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(current_setting('app.tenant_id'), 22))`)
}

/**
 * False when another tenant has it. Of two who ask at once, the second waits until the first has committed; nobody is
 * told who has it.
 */
export async function claimNumber(tx: TenantTx, phoneNumberId: string): Promise<boolean> {
  await tx.insert(numberClaims).values({ phoneNumberId }).onConflictDoNothing()
  const rows = await tx
    .select({ id: numberClaims.phoneNumberId })
    .from(numberClaims)
    .where(eq(numberClaims.phoneNumberId, phoneNumberId))
  return rows.length > 0
}

/** Unless a number of this tenant's stands behind it. Needs `lockNumbers`. */
export async function releaseNumber(tx: TenantTx, phoneNumberId: string): Promise<void> {
  const isKept = tx
    .select({ id: senders.id })
    .from(senders)
    .where(and(eq(senders.phoneNumberId, phoneNumberId), ne(senders.status, 'disconnected')))
  await tx
    .delete(numberClaims)
    .where(and(eq(numberClaims.phoneNumberId, phoneNumberId), sql`not exists (${isKept})`))
}
