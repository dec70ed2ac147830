import { and, asc, eq } from 'drizzle-orm'
import { appMeta } from '@/db/tables/app'
import { users } from '@/db/tables/auth'
import { memberships, tenants } from '@/db/tables/tenants'
import type { SystemTx } from '@/db/tenant'
import type { Membership } from '@/lib/tenants/schema'

/** Every tenant that a person belongs to: the one question that cannot be asked from inside a tenant. */
export function findMemberships(tx: SystemTx, userId: string): Promise<Membership[]> {
  const { id, slug, name, plan, defaultLocale, requiresSecondFactor } = tenants
  return tx
    .select({ role: memberships.role, tenant: { id, slug, name, plan, defaultLocale, requiresSecondFactor } })
    .from(memberships)
    .innerJoin(tenants, eq(tenants.id, memberships.tenantId))
    .where(eq(memberships.userId, userId))
    .orderBy(asc(tenants.createdAt))
}

export async function setRequiresSecondFactor(tx: SystemTx, id: string, requiresSecondFactor: boolean) {
  await tx.update(tenants).set({ requiresSecondFactor }).where(eq(tenants.id, id))
}

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
