import { and, eq, isNull } from 'drizzle-orm'
import { whatsappAccounts } from '@/db/tables/senders'
import type { SystemTx } from '@/db/tenant'

/** Test mode is left out: nothing of it ever reaches Meta. */
export async function selectTenantsOfAccount(tx: SystemTx, wabaId: string): Promise<string[]> {
  const rows = await tx
    .select({ tenantId: whatsappAccounts.tenantId })
    .from(whatsappAccounts)
    .where(
      and(
        eq(whatsappAccounts.wabaId, wabaId),
        eq(whatsappAccounts.mode, 'live'),
        isNull(whatsappAccounts.disconnectedAt),
      ),
    )
  return rows.map(({ tenantId }) => tenantId)
}
