import { and, asc, eq, ne, sql } from 'drizzle-orm'
import { senders, whatsappAccounts } from '@/db/tables/senders'
import type { TenantTx } from '@/db/tenant'
import { newUuid } from '@/lib/core/ids'

export type SenderRow = typeof senders.$inferSelect
type AccountRow = typeof whatsappAccounts.$inferSelect
const now = sql`clock_timestamp()`

export async function findSenderByNumber(tx: TenantTx, phoneNumberId: string): Promise<SenderRow | null> {
  const [row] = await tx.select().from(senders).where(eq(senders.phoneNumberId, phoneNumberId))
  return row ?? null
}

/** The UUID of the account's row, which its token is sealed for: the one that is there, or one to come. */
export async function accountIdOf(tx: TenantTx, wabaId: string): Promise<string> {
  const [row] = await tx
    .select({ id: whatsappAccounts.id })
    .from(whatsappAccounts)
    .where(eq(whatsappAccounts.wabaId, wabaId))
  return row?.id ?? newUuid()
}

type Account = Pick<
  AccountRow,
  | 'id'
  | 'wabaId'
  | 'businessId'
  | 'name'
  | 'metaUserId'
  | 'accessTokenSealed'
  | 'tokenScopes'
  | 'tokenExpiresAt'
  | 'reviewStatus'
  | 'verificationStatus'
>

/** With a token that works, subscribed, and to be looked at by the health job at once. */
export async function putAccount(
  tx: TenantTx,
  { id, ...account }: Account,
  messagingLimit: string | null,
): Promise<void> {
  const values = {
    ...account,
    ...(messagingLimit === null ? {} : { messagingLimit }),
    tokenStatus: 'valid' as const,
    subscribedAt: now,
    disconnectedAt: null,
    dueAt: now,
  }
  await tx
    .insert(whatsappAccounts)
    .values({ id, ...values })
    .onConflictDoUpdate({
      target: [whatsappAccounts.tenantId, whatsappAccounts.mode, whatsappAccounts.wabaId],
      set: values,
    })
}

type Sender = Pick<
  typeof senders.$inferInsert,
  | 'id'
  | 'accountId'
  | 'wabaId'
  | 'phoneNumberId'
  | 'phone'
  | 'displayName'
  | 'accessTokenSealed'
  | 'isCoexistence'
  | 'numberStatus'
  | 'nameStatus'
  | 'quality'
  | 'throughput'
> & { pinSealed: string | null; isRegistered: boolean }

/** Connected from now on. The first number of the mode becomes the primary one. Needs `lockNumbers`. */
export async function putSender(
  tx: TenantTx,
  { id, pinSealed, isRegistered, ...sender }: Sender,
): Promise<SenderRow> {
  const values = {
    ...sender,
    status: 'connected' as const,
    connectedAt: now,
    checkedAt: now,
    disconnectedAt: null,
    disconnectReason: null,
    pausedUntil: null,
    failuresInRow: 0,
    ...(isRegistered ? { registeredAt: sql`coalesce(${senders.registeredAt}, clock_timestamp())` } : {}),
    ...(pinSealed === null ? {} : { pinSealed }),
  }
  const isFirst =
    (await tx.select({ id: senders.id }).from(senders).where(eq(senders.isPrimary, true))).length === 0
  const [row] = await tx
    .insert(senders)
    .values({
      ...values,
      id,
      isPrimary: isFirst,
      registeredAt: isRegistered ? now : null,
    })
    .onConflictDoUpdate({
      target: [senders.tenantId, senders.mode, senders.phoneNumberId],
      set: { ...values, ...(isFirst ? { isPrimary: true } : {}) },
    })
    .returning()
  if (!row) throw new Error('The number was not stored.')
  return row
}

export function selectConnectedOf(tx: TenantTx, accountId: string): Promise<SenderRow[]> {
  return tx
    .select()
    .from(senders)
    .where(and(eq(senders.accountId, accountId), eq(senders.status, 'connected')))
}

/** A new token for a number that is connected already. */
export async function replaceToken(tx: TenantTx, id: string, accessTokenSealed: string): Promise<void> {
  await tx
    .update(senders)
    .set({ accessTokenSealed, pausedUntil: null, failuresInRow: 0 })
    .where(eq(senders.id, id))
}

export async function lockSender(tx: TenantTx, id: string): Promise<SenderRow | null> {
  const [row] = await tx.select().from(senders).where(eq(senders.id, id)).for('update')
  return row ?? null
}

/** One and no other. Needs `lockNumbers`. */
export async function setPrimary(tx: TenantTx, id: string): Promise<void> {
  await tx
    .update(senders)
    .set({ isPrimary: false })
    .where(and(eq(senders.isPrimary, true), ne(senders.id, id)))
  await tx.update(senders).set({ isPrimary: true }).where(eq(senders.id, id))
}

/** Nothing goes out from it any more. Its PIN stays: nobody else knows it, and it takes that to connect it again. */
export async function markDisconnected(tx: TenantTx, id: string, reason: string): Promise<SenderRow | null> {
  const [row] = await tx
    .update(senders)
    .set({
      status: 'disconnected',
      isPrimary: false,
      accessTokenSealed: null,
      disconnectedAt: now,
      disconnectReason: reason,
    })
    .where(eq(senders.id, id))
    .returning()
  return row ?? null
}

/** The one that has been connected longest takes the place of a primary one that is gone. */
export async function findSuccessor(tx: TenantTx): Promise<SenderRow | null> {
  const [row] = await tx
    .select()
    .from(senders)
    .where(eq(senders.status, 'connected'))
    .orderBy(asc(senders.connectedAt), asc(senders.createdAt))
    .limit(1)
  return row ?? null
}

/** Its token stays until Meta has been told that we leave. */
export async function markLeaving(tx: TenantTx, accountId: string): Promise<void> {
  await tx
    .update(whatsappAccounts)
    .set({ disconnectedAt: now, dueAt: null })
    .where(eq(whatsappAccounts.id, accountId))
}

export async function findAccount(tx: TenantTx, id: string): Promise<AccountRow | null> {
  const [row] = await tx.select().from(whatsappAccounts).where(eq(whatsappAccounts.id, id))
  return row ?? null
}

/** False when somebody has connected it again meanwhile; then the token stays. */
export async function forgetToken(tx: TenantTx, id: string): Promise<boolean> {
  const rows = await tx
    .update(whatsappAccounts)
    .set({ accessTokenSealed: null, tokenStatus: 'missing', subscribedAt: null })
    .where(and(eq(whatsappAccounts.id, id), sql`disconnected_at is not null`))
    .returning({ id: whatsappAccounts.id })
  return rows.length > 0
}
