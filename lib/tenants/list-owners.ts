import { asSystem } from '@/db/tenant'
import { selectOwners } from '@/lib/tenants/system'

/** The people who answer for a workspace. */
export function listOwners(tenantId: string): Promise<{ id: string; email: string }[]> {
  return asSystem((tx) => selectOwners(tx, tenantId))
}
