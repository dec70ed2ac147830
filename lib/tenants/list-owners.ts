import { asSystem, type SystemTx } from '@/db/tenant'
import { selectOwners } from '@/lib/tenants/system'

/** The people who answer for a workspace. */
export function listOwners(tenantId: string): Promise<{ id: string; email: string }[]> {
  return asSystem((tx) => selectOwners(tx, tenantId))
}

/** The same, as part of a transaction that is open already. */
export function listOwnersIn(tx: SystemTx, tenantId: string): Promise<{ id: string; email: string }[]> {
  return selectOwners(tx, tenantId)
}
