import { messages } from '@/db/tables/messages'
import type { TenantTx } from '@/db/tenant'

export async function insertMessage(tx: TenantTx, row: typeof messages.$inferInsert) {
  const [inserted] = await tx.insert(messages).values(row).returning()
  if (!inserted) throw new Error('The message was not stored.')
  return inserted
}
