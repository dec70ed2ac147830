import { eq } from 'drizzle-orm'
import { senders } from '@/db/tables/senders'
import type { TenantTx } from '@/db/tenant'

export async function findSender(tx: TenantTx, id: string) {
  const [row] = await tx.select().from(senders).where(eq(senders.id, id))
  return row ?? null
}
