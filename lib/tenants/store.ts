import { and, asc, count, desc, eq, gt, isNull, sql } from 'drizzle-orm'
import { invitations, memberships, tenants } from '@/db/tables/tenants'
import type { TenantTx } from '@/db/tenant'
import type { Role } from '@/lib/core/context'

export type MemberRow = typeof memberships.$inferSelect

export function selectMembers(tx: TenantTx): Promise<MemberRow[]> {
  return tx.select().from(memberships).orderBy(asc(memberships.createdAt), asc(memberships.userId))
}

/**
 * The team as it is, and as it stays until the transaction ends: of two who change it at once, the second decides by
 * what the first has left.
 */
export async function lockTeam(tx: TenantTx): Promise<MemberRow[]> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(current_setting('app.tenant_id'), 11))`)
  return selectMembers(tx)
}

export async function insertMember(tx: TenantTx, userId: string, role: Role): Promise<void> {
  await tx.insert(memberships).values({ userId, role })
}

export async function setRole(tx: TenantTx, userId: string, role: Role): Promise<void> {
  await tx.update(memberships).set({ role }).where(eq(memberships.userId, userId))
}

export async function deleteMember(tx: TenantTx, userId: string): Promise<void> {
  await tx.delete(memberships).where(eq(memberships.userId, userId))
}

export async function getTenant(tx: TenantTx) {
  const { id, slug, name, plan, defaultLocale } = tenants
  const [row] = await tx.select({ id, slug, name, plan, defaultLocale }).from(tenants)
  if (!row) throw new Error('A tenant that was entered has a row.')
  return row
}

const now = sql`clock_timestamp()`
const isExpired = sql<boolean>`${invitations.expiresAt} <= clock_timestamp()`
const invitation = {
  id: invitations.id,
  email: invitations.email,
  role: invitations.role,
  tokenHash: invitations.tokenHash,
  invitedBy: invitations.invitedBy,
  mailsSent: invitations.mailsSent,
  sentAt: invitations.sentAt,
  expiresAt: invitations.expiresAt,
  isExpired,
}
export type InvitationRow = Awaited<ReturnType<typeof selectInvitations>>[number]

/** Neither taken up nor taken back. Whether their time is over is told with each. */
const isUnspent = and(isNull(invitations.acceptedAt), isNull(invitations.revokedAt))

export function selectInvitations(tx: TenantTx) {
  return tx.select(invitation).from(invitations).where(isUnspent).orderBy(desc(invitations.sentAt))
}

export async function findInvitation(tx: TenantTx, id: string): Promise<InvitationRow | null> {
  const [row] = await tx
    .select(invitation)
    .from(invitations)
    .where(and(isUnspent, eq(invitations.id, id)))
  return row ?? null
}

/** How many were made within the last day, those taken back included. */
export async function countInvitedToday(tx: TenantTx): Promise<number> {
  const [row] = await tx
    .select({ made: count() })
    .from(invitations)
    .where(gt(invitations.createdAt, sql`clock_timestamp() - interval '1 day'`))
  return row?.made ?? 0
}

type NewInvitation = { id: string; email: string; role: Role; invitedBy: string; tokenHash: string }
const inDays = (days: number) => sql`clock_timestamp() + make_interval(days => ${days})`

export async function insertInvitation(
  tx: TenantTx,
  values: NewInvitation,
  days: number,
): Promise<InvitationRow> {
  const [row] = await tx
    .insert(invitations)
    .values({ ...values, sentAt: now, expiresAt: inDays(days) })
    .returning(invitation)
  if (!row) throw new Error('The invitation was not stored.')
  return row
}

/** Gives it another link and its whole time again; the link before opens nothing any more. */
export async function renewInvitation(
  tx: TenantTx,
  id: string,
  { tokenHash, invitedBy }: Pick<NewInvitation, 'tokenHash' | 'invitedBy'>,
  days: number,
): Promise<InvitationRow> {
  const mailsSent = sql`${invitations.mailsSent} + 1`
  const [row] = await tx
    .update(invitations)
    .set({ tokenHash, invitedBy, mailsSent, sentAt: now, expiresAt: inDays(days) })
    .where(eq(invitations.id, id))
    .returning(invitation)
  if (!row) throw new Error('The invitation is gone.')
  return row
}

export async function markInvitationRevoked(tx: TenantTx, id: string): Promise<void> {
  await tx.update(invitations).set({ revokedAt: now }).where(eq(invitations.id, id))
}

export async function markInvitationAccepted(tx: TenantTx, id: string): Promise<void> {
  await tx.update(invitations).set({ acceptedAt: now }).where(eq(invitations.id, id))
}
