import { and, eq, getTableColumns, isNull, sql } from 'drizzle-orm'
import { mails } from '@/db/tables/mails'
import type { SystemTx } from '@/db/tenant'
import { policy } from '@/lib/core/policy'

/** Its age is by the database's clock. */
export type MailRow = typeof mails.$inferSelect & { ageSeconds: number }
type NewMail = Pick<typeof mails.$inferInsert, 'id' | 'template' | 'recipient' | 'fieldsSealed' | 'dedupeKey'>

const after = (seconds: number) => sql`clock_timestamp() + make_interval(secs => ${seconds})`

export async function insertMail(tx: SystemTx, mail: NewMail): Promise<void> {
  await tx
    .insert(mails)
    .values({ ...mail, nextAttemptAt: sql`clock_timestamp()` })
    .onConflictDoNothing()
}

/** Takes mails whose time has come, each for the length of a lease; nobody else sees them meanwhile. */
export function claimDueMails(tx: SystemTx, limit: number): Promise<MailRow[]> {
  const due = sql`${mails.id} in (
    select id from mails where sent_at is null and failed_at is null and next_attempt_at <= clock_timestamp()
      and (leased_until is null or leased_until <= clock_timestamp())
    order by next_attempt_at limit ${limit} for update skip locked)`
  return tx
    .update(mails)
    .set({ leasedUntil: after(policy.mails.leaseSeconds), attempts: sql`attempts + 1` })
    .where(due)
    .returning({
      ...getTableColumns(mails),
      ageSeconds: sql<number>`extract(epoch from clock_timestamp() - created_at)::float8`,
    })
}

/** That it went out is true whoever holds it by now. What it said is erased. */
export async function markSent(tx: SystemTx, { id }: MailRow): Promise<void> {
  const sentAt = sql`coalesce(sent_at, clock_timestamp())`
  await tx
    .update(mails)
    .set({ sentAt, failedAt: null, failure: null, fieldsSealed: null, leasedUntil: null })
    .where(eq(mails.id, id))
}

export async function markFailed(tx: SystemTx, mail: MailRow, failure: string): Promise<void> {
  const failedAt = sql`clock_timestamp()`
  await tx.update(mails).set({ failedAt, failure, fieldsSealed: null, leasedUntil: null }).where(isHeld(mail))
}

export async function postpone(tx: SystemTx, mail: MailRow, seconds: number, failure: string): Promise<void> {
  const nextAttemptAt = after(seconds)
  await tx.update(mails).set({ nextAttemptAt, failure, leasedUntil: null }).where(isHeld(mail))
}

/** Nobody has taken it over since: every claim counts as an attempt. */
function isHeld({ id, attempts }: MailRow) {
  return and(eq(mails.id, id), eq(mails.attempts, attempts), isNull(mails.sentAt))
}
