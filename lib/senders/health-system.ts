import { and, inArray, sql } from 'drizzle-orm'
import { users } from '@/db/tables/auth'
import { senders, whatsappAccounts } from '@/db/tables/senders'
import { memberships, tenants } from '@/db/tables/tenants'
import type { SystemTx } from '@/db/tenant'
import { policy } from '@/lib/core/policy'

export type DueAccount = { id: string; tenantId: string; mode: 'live' | 'test' }

const after = (seconds: number) => sql`clock_timestamp() + make_interval(secs => ${seconds})`

/**
 * Takes over accounts that it is time to look at, each for the length of a lease; one that nobody ever said a time for
 * is due when it has not been looked at for as long as usual. Test mode is left out: nothing of it is at Meta.
 */
export function claimDueAccounts(tx: SystemTx, limit: number): Promise<DueAccount[]> {
  const { id, tenantId, mode } = whatsappAccounts
  const { everySeconds, leaseSeconds } = policy.senders.check
  const due = sql`(${tenantId}, ${id}) in (
    select tenant_id, id from whatsapp_accounts
    where mode = 'live' and disconnected_at is null and access_token_sealed is not null
      and coalesce(due_at, coalesce(checked_at, created_at) + make_interval(secs => ${everySeconds}))
        <= clock_timestamp()
    order by due_at limit ${limit} for update skip locked)`
  return tx
    .update(whatsappAccounts)
    .set({ dueAt: after(leaseSeconds) })
    .where(due)
    .returning({ id, tenantId, mode })
}

export type NoticedSender = typeof senders.$inferSelect & { workspace: string; slug: string }

/** Numbers whose people have something to be told, with what it is taken off them in the same breath. */
export async function takeNotices(tx: SystemTx, limit: number): Promise<NoticedSender[]> {
  const rows = await tx
    .select({ sender: senders, workspace: tenants.name, slug: tenants.slug })
    .from(senders)
    .innerJoin(tenants, sql`${tenants.id} = ${senders.tenantId}`)
    .where(sql`${senders.notices} <> '[]'::jsonb`)
    .limit(limit)
    .for('update', { of: senders, skipLocked: true })
  for (const { sender } of rows)
    await tx
      .update(senders)
      .set({ notices: [] })
      .where(sql`${senders.tenantId} = ${sender.tenantId} and ${senders.id} = ${sender.id}`)
  return rows.map(({ sender, ...workspace }) => ({ ...sender, ...workspace }))
}

/** Those who may do something about a number. */
export function selectCaretakers(tx: SystemTx, tenantId: string): Promise<{ id: string; email: string }[]> {
  return tx
    .select({ id: users.id, email: users.email })
    .from(memberships)
    .innerJoin(users, sql`${users.id} = ${memberships.userId}`)
    .where(and(sql`${memberships.tenantId} = ${tenantId}`, inArray(memberships.role, ['owner', 'admin'])))
}
