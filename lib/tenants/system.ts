import { asc, count, eq, sql } from 'drizzle-orm'
import { appMeta } from '@/db/tables/app'
import { memberships, tenants } from '@/db/tables/tenants'
import type { SystemTx } from '@/db/tenant'
import type { Role } from '@/lib/core/context'
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

export async function countMemberships(tx: SystemTx, userId: string): Promise<number> {
  const [row] = await tx.select({ tenants: count() }).from(memberships).where(eq(memberships.userId, userId))
  return row?.tenants ?? 0
}

/** Held until the transaction ends, so that workspaces made at once are counted one after the other. */
export async function lockPerson(tx: SystemTx, userId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${userId}, 12))`)
}

type NewTenant = { id: string; slug: string; name: string; webhookSecretSealed: string }

/** False when another workspace has this slug. */
export async function insertTenant(tx: SystemTx, tenant: NewTenant): Promise<boolean> {
  const made = await tx.insert(tenants).values(tenant).onConflictDoNothing().returning({ id: tenants.id })
  return made.length > 0
}

export async function insertMembership(
  tx: SystemTx,
  member: { tenantId: string; userId: string; role: Role },
): Promise<void> {
  await tx.insert(memberships).values(member)
}

/** Which world this database belongs to. */
export async function findEnvironment(tx: SystemTx): Promise<string | null> {
  const [row] = await tx.select().from(appMeta)
  return row?.environment ?? null
}
