import { signals } from '@/db/tables/alerts'
import type { SystemTx } from '@/db/tenant'

export async function insertSignal(tx: SystemTx, signal: typeof signals.$inferInsert): Promise<void> {
  await tx.insert(signals).values(signal)
}
