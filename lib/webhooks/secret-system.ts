import { and, asc, eq, inArray } from 'drizzle-orm'
import { users } from '@/db/tables/auth'
import { memberships, tenants } from '@/db/tables/tenants'
import type { SystemTx } from '@/db/tenant'

type Keepers = { name: string; slug: string; people: { id: string; email: string }[] }

/** A workspace, and those in it who may see its secret. */
export async function findSecretKeepers(tx: SystemTx, tenantId: string): Promise<Keepers | null> {
  const [workspace] = await tx
    .select({ name: tenants.name, slug: tenants.slug })
    .from(tenants)
    .where(eq(tenants.id, tenantId))
  if (!workspace) return null
  const people = await tx
    .select({ id: users.id, email: users.email })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.tenantId, tenantId), inArray(memberships.role, ['owner', 'admin'])))
    .orderBy(asc(users.createdAt))
  return { ...workspace, people }
}
