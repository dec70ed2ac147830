import { and, asc, eq } from 'drizzle-orm'
import { appMeta } from '@/db/tables/app'
import { users } from '@/db/tables/auth'
import { memberships } from '@/db/tables/tenants'
import type { SystemTx } from '@/db/tenant'

export function selectOwners(tx: SystemTx, tenantId: string): Promise<{ id: string; email: string }[]> {
  return tx
    .select({ id: users.id, email: users.email })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.tenantId, tenantId), eq(memberships.role, 'owner')))
    .orderBy(asc(users.createdAt))
}

/** Which world this database belongs to. */
export async function findEnvironment(tx: SystemTx): Promise<string | null> {
  const [row] = await tx.select().from(appMeta)
  return row?.environment ?? null
}
