import { asc, eq } from 'drizzle-orm'
import { appMeta } from '@/db/tables/app'
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

type NewTenant = Pick<typeof tenants.$inferInsert, 'id' | 'slug' | 'name' | 'webhookSecretSealed'>

/** False when another tenant has the slug. */
export async function insertTenant(tx: SystemTx, values: NewTenant): Promise<boolean> {
  const target = tenants.slug
  const rows = await tx
    .insert(tenants)
    .values(values)
    .onConflictDoNothing({ target })
    .returning({ id: tenants.id })
  return rows.length > 0
}

export async function insertOwner(tx: SystemTx, owner: { tenantId: string; userId: string }): Promise<void> {
  await tx.insert(memberships).values({ ...owner, role: 'owner' })
}

/** Which world this database belongs to. */
export async function findEnvironment(tx: SystemTx): Promise<string | null> {
  const [row] = await tx.select().from(appMeta)
  return row?.environment ?? null
}
