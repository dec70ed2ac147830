import { and, asc, desc, eq, sql } from 'drizzle-orm'
import { senders, whatsappAccounts } from '@/db/tables/senders'
import type { TenantTx } from '@/db/tenant'

export function selectCards(tx: TenantTx) {
  return tx
    .select({ sender: senders, account: whatsappAccounts })
    .from(senders)
    .leftJoin(
      whatsappAccounts,
      and(eq(whatsappAccounts.tenantId, senders.tenantId), eq(whatsappAccounts.id, senders.accountId)),
    )
    .orderBy(desc(senders.isPrimary), sql`${senders.status} = 'disconnected'`, asc(senders.createdAt))
}
