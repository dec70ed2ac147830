import { and, eq, inArray, ne, sql } from 'drizzle-orm'
import { senderConnections, senders, whatsappAccounts } from '@/db/tables/senders'
import type { TenantTx } from '@/db/tenant'

export type SenderRow = typeof senders.$inferSelect

/** Erases the tokens of what this person shared, and with `forgets` who it was; answers with the accounts. */
export async function disconnectAccounts(
  tx: TenantTx,
  metaUserId: string,
  { forgets }: { forgets: boolean },
): Promise<{ id: string }[]> {
  const accounts = await tx
    .update(whatsappAccounts)
    .set({
      accessTokenSealed: null,
      tokenStatus: forgets ? 'missing' : 'revoked',
      disconnectedAt: sql`coalesce(${whatsappAccounts.disconnectedAt}, clock_timestamp())`,
      ...(forgets ? { metaUserId: null } : {}),
    })
    .where(eq(whatsappAccounts.metaUserId, metaUserId))
    .returning({ id: whatsappAccounts.id })
  const ids = accounts.map(({ id }) => id)
  if (ids.length > 0)
    await tx
      .update(senderConnections)
      .set({ accessTokenSealed: null })
      .where(inArray(senderConnections.accountId, ids))
  return accounts
}

/** Their tokens go in any case; answers with those that were not disconnected before. */
export async function disconnectSenders(
  tx: TenantTx,
  accountIds: string[],
  reason: string,
): Promise<SenderRow[]> {
  if (accountIds.length === 0) return []
  const isTheirs = inArray(senders.accountId, accountIds)
  const gone = await tx
    .update(senders)
    .set({ status: 'disconnected', disconnectedAt: sql`clock_timestamp()`, disconnectReason: reason })
    .where(and(isTheirs, ne(senders.status, 'disconnected')))
    .returning()
  await tx.update(senders).set({ accessTokenSealed: null, pinSealed: null }).where(isTheirs)
  return gone
}
