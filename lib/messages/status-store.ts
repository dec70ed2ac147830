import { inArray, sql } from 'drizzle-orm'
import { messageRoutes, messages } from '@/db/tables/messages'
import { usageEntries } from '@/db/tables/usage'
import type { TenantTx } from '@/db/tenant'

type MessageRow = typeof messages.$inferSelect

/**
 * The rows, held until the transaction ends, so that reports about one message are applied one after the other. In
 * the order of their ids: two that hold many never wait for each other in a circle.
 */
export function lockMessages(tx: TenantTx, ids: string[]): Promise<MessageRow[]> {
  return tx.select().from(messages).where(inArray(messages.id, ids)).orderBy(messages.id).for('update')
}

/** Writes what has become of messages that this transaction holds, in one statement. */
export async function writeMessages(tx: TenantTx, rows: MessageRow[]): Promise<void> {
  if (rows.length === 0) return
  const ids = sql.param(rows.map(({ id }) => id))
  await tx.execute(sql`
    update ${messages} m set status = r.status, due_at = r.due_at, wamid = r.wamid, wa_id = r.wa_id,
      bsuid = r.bsuid, pricing = r.pricing, failure = r.failure, sent_at = r.sent_at,
      delivered_at = r.delivered_at, read_at = r.read_at, played_at = r.played_at, ended_at = r.ended_at
    from jsonb_to_recordset(${JSON.stringify(rows.map(recordOf))}::jsonb) as r(id uuid, status text,
      due_at timestamptz, wamid text, wa_id text, bsuid text, pricing jsonb, failure jsonb, sent_at timestamptz,
      delivered_at timestamptz, read_at timestamptz, played_at timestamptz, ended_at timestamptz)
    where m.id = r.id and m.id = any(${ids}::uuid[])`)
}

function recordOf(row: MessageRow) {
  return {
    id: row.id,
    status: row.status,
    due_at: row.dueAt,
    wamid: row.wamid,
    wa_id: row.waId,
    bsuid: row.bsuid,
    pricing: row.pricing,
    failure: row.failure,
    sent_at: row.sentAt,
    delivered_at: row.deliveredAt,
    read_at: row.readAt,
    played_at: row.playedAt,
    ended_at: row.endedAt,
  }
}

/** Remembers which messages Meta's ids mean. */
export async function keepRoutes(
  tx: TenantTx,
  routes: { wamid: string; messageId: string }[],
): Promise<void> {
  if (routes.length > 0) await tx.insert(messageRoutes).values(routes).onConflictDoNothing()
}

/** Notes Meta's price where the message was counted before it was known. */
export async function priceUsage(tx: TenantTx, rows: MessageRow[]): Promise<void> {
  const priced = rows.filter(({ pricing }) => pricing !== null).map(({ id, pricing }) => ({ id, pricing }))
  if (priced.length === 0) return
  const ids = sql.param(priced.map(({ id }) => id))
  await tx.execute(sql`
    update ${usageEntries} u set pricing = r.pricing
    from jsonb_to_recordset(${JSON.stringify(priced)}::jsonb) as r(id uuid, pricing jsonb)
    where u.id = r.id and u.id = any(${ids}::uuid[]) and u.pricing is null`)
}
