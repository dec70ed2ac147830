import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { senders, whatsappAccounts } from '@/db/tables/senders'
import type { TenantTx } from '@/db/tenant'

export type TemplateAccount = {
  wabaId: string
  /** Null where test mode has a number and no account. */
  accountId: string | null
  name: string | null
  templatesSyncedAt: Date | null
  hasPrimary: boolean
}

/** The accounts that numbers of this mode belong to, the primary number's first. */
export async function selectTemplateAccounts(tx: TenantTx): Promise<TemplateAccount[]> {
  const rows = await tx
    .select({
      wabaId: senders.wabaId,
      senderName: senders.displayName,
      isPrimary: senders.isPrimary,
      accountId: whatsappAccounts.id,
      name: whatsappAccounts.name,
      templatesSyncedAt: whatsappAccounts.templatesSyncedAt,
    })
    .from(senders)
    .leftJoin(
      whatsappAccounts,
      and(eq(whatsappAccounts.wabaId, senders.wabaId), isNull(whatsappAccounts.disconnectedAt)),
    )
    .where(sql`${senders.status} <> 'disconnected'`)
    .orderBy(desc(senders.isPrimary), senders.createdAt)
  const accounts = new Map<string, TemplateAccount>()
  for (const { isPrimary, senderName, name, ...row } of rows)
    if (!accounts.has(row.wabaId))
      accounts.set(row.wabaId, { ...row, name: name ?? senderName, hasPrimary: isPrimary })
  return [...accounts.values()]
}

export async function findSenderAccount(tx: TenantTx, senderId: string): Promise<string | null> {
  const [row] = await tx
    .select({ wabaId: senders.wabaId })
    .from(senders)
    .where(and(eq(senders.id, senderId), sql`${senders.status} <> 'disconnected'`))
  return row?.wabaId ?? null
}

/** Account ids by WhatsApp's own, for what is shown. */
export async function selectAccountIds(tx: TenantTx): Promise<Map<string, string>> {
  const rows = await tx
    .select({ wabaId: whatsappAccounts.wabaId, id: whatsappAccounts.id })
    .from(whatsappAccounts)
  return new Map(rows.map(({ wabaId, id }) => [wabaId, id]))
}

/** Holds the account's row until the transaction ends, and so comes last in it: after every `changeRow`. */
export async function markAccountDue(tx: TenantTx, wabaId: string): Promise<void> {
  await tx
    .update(whatsappAccounts)
    .set({ templatesDueAt: sql`clock_timestamp()` })
    .where(eq(whatsappAccounts.wabaId, wabaId))
}

/** Whether this process may read it now. Who may not finds that another does. */
export async function claimAccount(tx: TenantTx, wabaId: string, leaseSeconds: number): Promise<boolean> {
  const rows = await tx
    .update(whatsappAccounts)
    .set({ templatesDueAt: sql`clock_timestamp() + make_interval(secs => ${leaseSeconds})` })
    .where(
      and(eq(whatsappAccounts.wabaId, wabaId), sql`${whatsappAccounts.templatesDueAt} <= clock_timestamp()`),
    )
    .returning({ id: whatsappAccounts.id })
  return rows.length > 0
}

/** What was asked for meanwhile stays due. */
export async function recordSynced(
  tx: TenantTx,
  wabaId: string,
  { isComplete, againInSeconds }: { isComplete: boolean; againInSeconds: number },
): Promise<void> {
  const again = sql`clock_timestamp() + make_interval(secs => ${againInSeconds})`
  await tx
    .update(whatsappAccounts)
    .set({
      ...(isComplete && { templatesSyncedAt: sql`clock_timestamp()` }),
      templatesDueAt: sql`case when ${whatsappAccounts.templatesDueAt} <= clock_timestamp() then ${whatsappAccounts.templatesDueAt} else ${again} end`,
    })
    .where(eq(whatsappAccounts.wabaId, wabaId))
}
