import { and, asc, count, eq, gt, inArray, isNotNull, isNull, ne, sql } from 'drizzle-orm'
import { appMeta } from '@/db/tables/app'
import { users } from '@/db/tables/auth'

import { passkeys, totpSecrets } from '@/db/tables/second-factors'
import { sessions } from '@/db/tables/sessions'
import { invitations, memberships, tenants } from '@/db/tables/tenants'
import type { SystemTx } from '@/db/tenant'
import type { Role } from '@/lib/core/context'

export async function countMemberships(tx: SystemTx, userId: string): Promise<number> {
  const [row] = await tx.select({ tenants: count() }).from(memberships).where(eq(memberships.userId, userId))
  return row?.tenants ?? 0
}

/** The one that a person has belonged to for longest. */
export async function findFirstTenant(
  tx: SystemTx,
  userId: string,
): Promise<{ tenantId: string; slug: string } | null> {
  const [row] = await tx
    .select({ tenantId: tenants.id, slug: tenants.slug })
    .from(memberships)
    .innerJoin(tenants, eq(tenants.id, memberships.tenantId))
    .where(eq(memberships.userId, userId))
    .orderBy(asc(tenants.createdAt), asc(tenants.id))
    .limit(1)
  return row ?? null
}

/** False when it was so already. */
export async function setRequiresSecondFactor(
  tx: SystemTx,
  id: string,
  requiresSecondFactor: boolean,
): Promise<boolean> {
  const changed = await tx
    .update(tenants)
    .set({ requiresSecondFactor })
    .where(and(eq(tenants.id, id), ne(tenants.requiresSecondFactor, requiresSecondFactor)))
    .returning({ id: tenants.id })
  return changed.length > 0
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

export type Person = { id: string; email: string; lastActiveAt: Date | null; hasSecondFactor: boolean }

/** People by their UUIDs, as their team sees them. */
export function selectPeople(tx: SystemTx, ids: readonly string[]): Promise<Person[]> {
  const ofUser = tx
    .select({ at: sql`max(${sessions.lastSeenAt})` })
    .from(sessions)
    .where(eq(sessions.userId, users.id))
  const apps = tx
    .select({ one: sql`1` })
    .from(totpSecrets)
    .where(and(eq(totpSecrets.userId, users.id), isNotNull(totpSecrets.confirmedAt)))
  const keys = tx.select({ one: sql`1` }).from(passkeys).where(eq(passkeys.userId, users.id))
  return tx
    .select({
      id: users.id,
      email: users.email,
      lastActiveAt: sql<Date | null>`(${ofUser})`.mapWith(sessions.lastSeenAt),
      hasSecondFactor: sql<boolean>`exists (${apps}) or exists (${keys})`,
    })
    .from(users)
    .where(inArray(users.id, [...ids]))
}

/** The invitation that this token opens, while it opens anything. */
export async function findInvitationByToken(tx: SystemTx, tokenHash: string) {
  const [row] = await tx
    .select({
      id: invitations.id,
      tenantId: invitations.tenantId,
      email: invitations.email,
      role: invitations.role,
      invitedBy: invitations.invitedBy,
      workspace: tenants.name,
      slug: tenants.slug,
      hasAccount: sql<boolean>`exists (select from ${users} where ${users.email} = ${invitations.email})`,
    })
    .from(invitations)
    .innerJoin(tenants, eq(tenants.id, invitations.tenantId))
    .where(
      and(
        eq(invitations.tokenHash, tokenHash),
        isNull(invitations.acceptedAt),
        isNull(invitations.revokedAt),
        gt(invitations.expiresAt, sql`clock_timestamp()`),
      ),
    )
  return row ?? null
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

export async function updateTenant(
  tx: SystemTx,
  id: string,
  values: { name: string; defaultLocale: string },
): Promise<void> {
  await tx.update(tenants).set(values).where(eq(tenants.id, id))
}
