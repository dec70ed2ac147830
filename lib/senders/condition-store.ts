import { and, asc, desc, eq, inArray, lt, type SQL, sql } from 'drizzle-orm'
import { senders, whatsappAccounts } from '@/db/tables/senders'
import { templates } from '@/db/tables/templates'
import { events } from '@/db/tables/webhooks'
import type { TenantTx } from '@/db/tenant'
import { policy } from '@/lib/core/policy'
import type { Notice } from '@/lib/senders/notice-schema'

export type AccountRow = typeof whatsappAccounts.$inferSelect
export type SenderRow = typeof senders.$inferSelect
/** A number with what its readiness is judged by. */
export type Condition = {
  sender: SenderRow
  account: AccountRow | null
  templates: { approved: number; pending: number }
}

const after = (seconds: number) => sql`clock_timestamp() + make_interval(secs => ${seconds})`

/**
 * The account, held until the transaction ends. What belongs together among a tenant's numbers changes one after the
 * other: by the same lock as where they are connected and disconnected.
 */
export async function lockAccount(tx: TenantTx, wabaId: string): Promise<AccountRow | null> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(current_setting('app.tenant_id'), 22))`)
  const [row] = await tx
    .select()
    .from(whatsappAccounts)
    .where(eq(whatsappAccounts.wabaId, wabaId))
    .for('update')
  return row ?? null
}

/** Every number of the account, in a fixed order. Needs `lockAccount`. */
export function selectNumbersOf(tx: TenantTx, wabaId: string): Promise<SenderRow[]> {
  return tx.select().from(senders).where(eq(senders.wabaId, wabaId)).orderBy(asc(senders.id)).for('update')
}

export async function updateAccount(
  tx: TenantTx,
  id: string,
  change: Partial<typeof whatsappAccounts.$inferInsert>,
): Promise<void> {
  if (Object.keys(change).length > 0)
    await tx.update(whatsappAccounts).set(change).where(eq(whatsappAccounts.id, id))
}

export async function updateSender(
  tx: TenantTx,
  id: string,
  change: Partial<typeof senders.$inferInsert>,
): Promise<void> {
  if (Object.keys(change).length > 0) await tx.update(senders).set(change).where(eq(senders.id, id))
}

/** Its people are told once the transaction is committed. */
export async function addNotice(tx: TenantTx, senderId: string, notice: Notice): Promise<void> {
  await tx
    .update(senders)
    .set({ notices: sql`${senders.notices} || ${JSON.stringify([notice])}::jsonb` })
    .where(eq(senders.id, senderId))
}

export async function markChecked(tx: TenantTx, id: string, nextInSeconds: number): Promise<void> {
  await tx
    .update(whatsappAccounts)
    .set({ checkedAt: sql`clock_timestamp()`, dueAt: after(nextInSeconds) })
    .where(eq(whatsappAccounts.id, id))
}

/** Brings the next look at the account forward, and never puts it off. */
export async function checkSoon(tx: TenantTx, id: string, seconds: number): Promise<void> {
  await tx
    .update(whatsappAccounts)
    .set({ dueAt: sql`least(${whatsappAccounts.dueAt}, ${after(seconds)})` })
    .where(and(eq(whatsappAccounts.id, id), sql`${whatsappAccounts.disconnectedAt} is null`))
}

/** False when somebody has asked within the last seconds. Of several at once, one. */
export async function claimAsking(tx: TenantTx, id: string): Promise<boolean> {
  const { askedSeconds } = policy.senders.check
  const rows = await tx
    .update(whatsappAccounts)
    .set({ checkAskedAt: sql`clock_timestamp()` })
    .where(
      and(
        eq(whatsappAccounts.id, id),
        sql`coalesce(${whatsappAccounts.checkAskedAt} < ${after(-askedSeconds)}, true)`,
      ),
    )
    .returning({ id: whatsappAccounts.id })
  return rows.length > 0
}

/** The numbers with what they are judged by: those of an account, one of them, or a page of all, newest first. */
export async function selectConditions(
  tx: TenantTx,
  wanted: { wabaId: string } | { ids: readonly string[] } | { before: string | undefined; limit: number },
): Promise<Condition[]> {
  const count = (status: SQL) =>
    sql<number>`(select count(*) from ${templates} where ${templates.wabaId} = ${senders.wabaId}
      and ${templates.category} = 'AUTHENTICATION' and ${templates.status} = ${status}
      and ${templates.deletedAt} is null)`.mapWith(Number)
  const query = tx
    .select({
      sender: senders,
      account: whatsappAccounts,
      approved: count(sql`'APPROVED'`),
      pending: count(sql`'PENDING'`),
    })
    .from(senders)
    .leftJoin(
      whatsappAccounts,
      and(eq(whatsappAccounts.tenantId, senders.tenantId), eq(whatsappAccounts.id, senders.accountId)),
    )
    .where(whichOf(wanted))
    .orderBy(desc(senders.id))
  const rows = await ('limit' in wanted ? query.limit(wanted.limit) : query)
  return rows.map(({ sender, account, ...counts }) => ({ sender, account, templates: counts }))
}

function whichOf(wanted: Parameters<typeof selectConditions>[1]): SQL | undefined {
  if ('wabaId' in wanted) return eq(senders.wabaId, wanted.wabaId)
  if ('ids' in wanted) return inArray(senders.id, [...wanted.ids])
  return wanted.before === undefined ? undefined : lt(senders.id, wanted.before)
}

/** What was told of a number last, newest first. */
export function selectRecentEvents(tx: TenantTx, subjectId: string) {
  return tx
    .select({ id: events.id, type: events.type, data: events.data, at: events.createdAt })
    .from(events)
    .where(eq(events.subjectId, subjectId))
    .orderBy(desc(events.id))
    .limit(policy.senders.recentChanges)
}
