import { and, eq, isNull } from 'drizzle-orm'
import { senders, whatsappAccounts } from '@/db/tables/senders'
import type { TenantTx } from '@/db/tenant'

export type AccountRow = typeof whatsappAccounts.$inferSelect

export async function findAccountByWaba(tx: TenantTx, wabaId: string): Promise<AccountRow | null> {
  const [row] = await tx.select().from(whatsappAccounts).where(eq(whatsappAccounts.wabaId, wabaId))
  return row ?? null
}

export function selectAccounts(tx: TenantTx): Promise<AccountRow[]> {
  return tx
    .select()
    .from(whatsappAccounts)
    .where(isNull(whatsappAccounts.disconnectedAt))
    .orderBy(whatsappAccounts.createdAt)
}

export function selectSendersOfAccount(tx: TenantTx, wabaId: string) {
  return tx
    .select()
    .from(senders)
    .where(and(eq(senders.wabaId, wabaId), eq(senders.status, 'connected')))
}
