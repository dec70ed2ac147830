import { asSystem } from '@/db/tenant'
import type { Membership } from '@/lib/tenants/schema'
import { findMemberships } from '@/lib/tenants/system'

export function listMemberships(userId: string): Promise<Membership[]> {
  return asSystem((tx) => findMemberships(tx, userId))
}
