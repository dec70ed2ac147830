import { appMeta } from '@/db/tables/app'
import type { SystemTx } from '@/db/tenant'

/** Which world this database belongs to. */
export async function findEnvironment(tx: SystemTx): Promise<string | null> {
  const [row] = await tx.select().from(appMeta)
  return row?.environment ?? null
}
