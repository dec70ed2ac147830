import { tenants } from '@/db/tables/tenants'
import type { TenantTx } from '@/db/tenant'

/** Whether this tenant wants a second factor of everyone. */
export async function readSecondFactorRule(tx: TenantTx): Promise<boolean> {
  const [row] = await tx.select({ required: tenants.requiresSecondFactor }).from(tenants)
  return row?.required ?? false
}
