import { tenants } from '@/db/tables/tenants'
import type { SystemTx } from '@/db/tenant'

export function selectSlugs(tx: SystemTx): Promise<{ id: string; slug: string }[]> {
  return tx.select({ id: tenants.id, slug: tenants.slug }).from(tenants)
}
