import { sql } from 'drizzle-orm'
import { senderConnections, whatsappAccounts } from '@/db/tables/senders'
import type { SystemTx } from '@/db/tenant'
import { policy } from '@/lib/core/policy'
import type { ConnectionRow } from '@/lib/senders/connection-store'

/** Takes over connections whose time has come, each for the length of a lease; nobody else sees them meanwhile. */
export function claimDueConnections(tx: SystemTx, limit: number): Promise<ConnectionRow[]> {
  const due = sql`(${senderConnections.tenantId}, ${senderConnections.id}) in (
    select tenant_id, id from sender_connections where due_at <= clock_timestamp()
    order by due_at limit ${limit} for update skip locked)`
  const dueAt = sql`clock_timestamp() + make_interval(secs => ${policy.connections.leaseSeconds})`
  return tx.update(senderConnections).set({ dueAt, attempts: sql`attempts + 1` }).where(due).returning()
}

export type LeavingAccount = { id: string; tenantId: string; mode: 'live' | 'test' }

/** Accounts that were disconnected a while ago by a process that did not get to forget their token. */
export function findLeavingAccounts(tx: SystemTx, limit: number): Promise<LeavingAccount[]> {
  const { id, tenantId, mode } = whatsappAccounts
  const since = sql`clock_timestamp() - make_interval(secs => ${policy.connections.leaseSeconds})`
  return tx
    .select({ id, tenantId, mode })
    .from(whatsappAccounts)
    .where(
      sql`disconnected_at is not null and access_token_sealed is not null and disconnected_at < ${since}`,
    )
    .limit(limit)
}
