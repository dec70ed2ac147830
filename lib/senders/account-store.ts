import { and, eq, isNull, ne, sql } from 'drizzle-orm'
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

/** The account with the numbers to look at, and the moment by the database's clock. */
export async function findChecked(tx: TenantTx, id: string) {
  const [row] = await tx
    .select({
      account: whatsappAccounts,
      startedAt: sql`clock_timestamp()`.mapWith(whatsappAccounts.checkedAt),
    })
    .from(whatsappAccounts)
    .where(and(eq(whatsappAccounts.id, id), isNull(whatsappAccounts.disconnectedAt)))
  if (!row) return null
  const numbers = await tx
    .select({ id: senders.id, phoneNumberId: senders.phoneNumberId })
    .from(senders)
    .where(and(eq(senders.accountId, id), ne(senders.status, 'disconnected')))
  return { ...row, numbers }
}
