import { and, asc, eq } from 'drizzle-orm'
import { appMeta } from '@/db/tables/app'
import { users } from '@/db/tables/auth'
import { memberships, tenants } from '@/db/tables/tenants'
import type { SystemTx } from '@/db/tenant'
import type { Membership, Suspension } from '@/lib/tenants/schema'

/** Every tenant that a person belongs to: the one question that cannot be asked from inside a tenant. */
export async function findMemberships(tx: SystemTx, userId: string): Promise<Membership[]> {
  const { id, slug, name, plan, defaultLocale, status, suspendedAt, suspendedReason } = tenants
  const rows = await tx
    .select({
      role: memberships.role,
      tenant: { id, slug, name, plan, defaultLocale },
      status,
      suspendedAt,
      suspendedReason,
    })
    .from(memberships)
    .innerJoin(tenants, eq(tenants.id, memberships.tenantId))
    .where(eq(memberships.userId, userId))
    .orderBy(asc(tenants.createdAt))
  return rows.map(({ role, tenant, ...state }) => ({
    role,
    tenant: { ...tenant, suspension: suspensionOf(state) },
  }))
}

type State = { status: string; suspendedAt: Date | null; suspendedReason: string | null }

/** One made in the database by hand, with neither time nor reason, counts all the same. */
function suspensionOf({ status, suspendedAt, suspendedReason }: State): Suspension | null {
  if (status !== 'suspended') return null
  return { at: suspendedAt ?? new Date(0), reason: suspendedReason ?? '' }
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
