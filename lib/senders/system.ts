import { and, eq } from 'drizzle-orm'
import { senders } from '@/db/tables/senders'
import type { SystemTx } from '@/db/tenant'

/** Test mode is left out: nothing of it ever reaches Meta. */
export async function selectTenantsOfNumber(tx: SystemTx, phoneNumberId: string): Promise<string[]> {
  const rows = await tx
    .select({ tenantId: senders.tenantId })
    .from(senders)
    .where(
      and(
        eq(senders.phoneNumberId, phoneNumberId),
        eq(senders.mode, 'live'),
        eq(senders.status, 'connected'),
      ),
    )
  return rows.map(({ tenantId }) => tenantId)
}
