import { and, asc, desc, eq } from 'drizzle-orm'
import { senders } from '@/db/tables/senders'
import type { TenantTx } from '@/db/tenant'

export async function findSender(tx: TenantTx, id: string) {
  const [row] = await tx.select().from(senders).where(eq(senders.id, id))
  return row ?? null
}

export async function selectConnected(tx: TenantTx, id: string | null) {
  const [row] = await tx
    .select({ id: senders.id, phone: senders.phone })
    .from(senders)
    .where(and(eq(senders.status, 'connected'), id === null ? senders.isPrimary : eq(senders.id, id)))
  return row ?? null
}

/** The primary one first, then in the order in which they came. */
export function selectSenders(tx: TenantTx) {
  return tx.select().from(senders).orderBy(desc(senders.isPrimary), asc(senders.createdAt))
}

export async function findSenderByNumber(tx: TenantTx, phoneNumberId: string) {
  const [row] = await tx
    .select({ id: senders.id })
    .from(senders)
    .where(eq(senders.phoneNumberId, phoneNumberId))
  return row ?? null
}
