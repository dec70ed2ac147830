import { eq } from 'drizzle-orm'
import { whatsappAccounts } from '@/db/tables/senders'
import type { SystemTx } from '@/db/tenant'

export function selectPlacesOfMetaUser(tx: SystemTx, metaUserId: string) {
  return tx
    .selectDistinct({ tenantId: whatsappAccounts.tenantId, mode: whatsappAccounts.mode })
    .from(whatsappAccounts)
    .where(eq(whatsappAccounts.metaUserId, metaUserId))
}
