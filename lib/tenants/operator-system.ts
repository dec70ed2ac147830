import { and, desc, eq, ilike, inArray, lt, or, sql } from 'drizzle-orm'
import { users } from '@/db/tables/auth'
import { memberships, tenants } from '@/db/tables/tenants'
import type { SystemTx } from '@/db/tenant'

export type TenantRow = typeof tenants.$inferSelect
type Filter = {
  limit: number
  before?: string | undefined
  search?: string | undefined
  status?: TenantRow['status'] | undefined
}

/** Newest first. A search looks at the slug, the name, and the addresses of the people. */
export function selectTenants(tx: SystemTx, { limit, before, search, status }: Filter): Promise<TenantRow[]> {
  return tx
    .select()
    .from(tenants)
    .where(
      and(
        before ? lt(tenants.id, before) : undefined,
        status ? eq(tenants.status, status) : undefined,
        search ? matches(tx, search) : undefined,
      ),
    )
    .orderBy(desc(tenants.id))
    .limit(limit)
}

function matches(tx: SystemTx, search: string) {
  const pattern = `%${search.replaceAll(/[\\%_]/g, '\\$&')}%`
  const ofPeople = tx
    .select({ id: memberships.tenantId })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(ilike(users.email, pattern))
  return or(ilike(tenants.slug, pattern), ilike(tenants.name, pattern), inArray(tenants.id, ofPeople))
}

/** Who owns each of these tenants, and how many belong to it. */
export function selectPeople(tx: SystemTx, tenantIds: readonly string[]) {
  return tx
    .select({
      tenantId: memberships.tenantId,
      members: sql<number>`count(*)::int`,
      owners: sql<
        string[]
      >`coalesce(array_agg(${users.email} order by ${users.email}) filter (where ${memberships.role} = 'owner'), '{}')`,
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(inArray(memberships.tenantId, [...tenantIds]))
    .groupBy(memberships.tenantId)
}

/** Null when it was in that state already, or is not there. */
export async function suspendRow(tx: SystemTx, id: string, reason: string): Promise<TenantRow | null> {
  const [row] = await tx
    .update(tenants)
    .set({ status: 'suspended', suspendedAt: sql`clock_timestamp()`, suspendedReason: reason })
    .where(and(eq(tenants.id, id), eq(tenants.status, 'active')))
    .returning()
  return row ?? null
}

export async function resumeRow(tx: SystemTx, id: string): Promise<TenantRow | null> {
  const [row] = await tx
    .update(tenants)
    .set({ status: 'active', suspendedAt: null, suspendedReason: null })
    .where(and(eq(tenants.id, id), eq(tenants.status, 'suspended')))
    .returning()
  return row ?? null
}

export async function findTenant(tx: SystemTx, id: string): Promise<TenantRow | null> {
  const [row] = await tx.select().from(tenants).where(eq(tenants.id, id))
  return row ?? null
}
