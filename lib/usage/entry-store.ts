import { usageEntries } from '@/db/tables/usage'
import type { TenantTx } from '@/db/tenant'

export type UsageEntry = Pick<
  typeof usageEntries.$inferInsert,
  'id' | 'kind' | 'senderId' | 'apiKeyId' | 'country'
>

export async function insertEntries(tx: TenantTx, entries: UsageEntry[]): Promise<void> {
  await tx.insert(usageEntries).values(entries).onConflictDoNothing()
}
