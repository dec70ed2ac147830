import { and, count, eq, gte, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { conversations, messages } from '@/db/tables/messages'
import { senders } from '@/db/tables/senders'
import type { TenantTx } from '@/db/tenant'
import { uuidFloor } from '@/lib/core/ids'

type MessageRow = typeof messages.$inferSelect
export type NewMessage = typeof messages.$inferInsert

/** Due at once, unless they say when. */
export async function insertMessages(tx: TenantTx, rows: NewMessage[]): Promise<MessageRow[]> {
  if (rows.length === 0) return []
  const now = sql`clock_timestamp()`
  return tx
    .insert(messages)
    .values(rows.map((row) => ({ ...row, dueAt: row.sendAt ?? now })))
    .returning()
}

/** The messages that are answered or reacted to. */
export async function selectTargets(tx: TenantTx, ids: string[]) {
  if (ids.length === 0) return []
  return tx
    .select({ id: messages.id, phone: messages.phone, bsuid: messages.bsuid, wamid: messages.wamid })
    .from(messages)
    .where(inArray(messages.id, ids))
}

const Clock = z.object({ now: z.coerce.date() })

/** The clock that decides whether a window is open, and whether a time lies ahead. */
export async function readClock(tx: TenantTx): Promise<Date> {
  const [row] = await tx.execute(sql`select clock_timestamp() as now`)
  return Clock.parse(row).now
}

type Spoken = { senderId: string; person: string; contactId: string | null; messageId: string }

/**
 * Puts the messages into the conversations, one row a person: always in the same order, so that two batches to the
 * same people do not wait for each other.
 */
export async function touchConversations(tx: TenantTx, spoken: Spoken[]): Promise<void> {
  const latest = new Map(spoken.map((one) => [`${one.senderId} ${one.person}`, one]))
  const rows = [...latest].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, row]) => row)
  if (rows.length === 0) return
  await tx
    .insert(conversations)
    .values(
      rows.map(({ senderId, person, contactId, messageId }) => ({
        senderId,
        person,
        contactId,
        lastMessageId: messageId,
      })),
    )
    .onConflictDoUpdate({
      target: [conversations.tenantId, conversations.mode, conversations.senderId, conversations.person],
      set: {
        contactId: sql`coalesce(excluded.contact_id, ${conversations.contactId})`,
        lastMessageAt: sql`greatest(${conversations.lastMessageAt}, excluded.last_message_at)`,
        lastMessageId: sql`case when excluded.last_message_at >= ${conversations.lastMessageAt}
          then excluded.last_message_id else ${conversations.lastMessageId} end`,
        unread: 0,
      },
    })
}

/** From now on it goes as a template, and the row says so. */
export async function applyFallback(
  tx: TenantTx,
  id: string,
  fallback: { content: object; template: string; language: string },
): Promise<void> {
  await tx
    .update(messages)
    .set({ type: 'template', usedFallback: true, ...fallback })
    .where(and(eq(messages.id, id), eq(messages.status, 'queued')))
}

/** How many people got a template from the numbers of these accounts in the last day: what Meta's limit counts. */
export async function countPeopleInDay(tx: TenantTx, wabaId: string): Promise<number> {
  const dayAgo = uuidFloor(new Date(Date.now() - 86_400_000))
  const own = tx.select({ id: senders.id }).from(senders).where(eq(senders.wabaId, wabaId))
  const [row] = await tx
    .select({
      people: sql<number>`count(distinct coalesce(${messages.phone}, ${messages.bsuid}))`.mapWith(Number),
    })
    .from(messages)
    .where(
      and(
        gte(messages.id, dayAgo),
        eq(messages.direction, 'outbound'),
        eq(messages.type, 'template'),
        isNotNull(messages.sentAt),
        inArray(messages.senderId, own),
      ),
    )
  return row?.people ?? 0
}

/** How many wait before one that is sent from this number now. */
export async function countWaiting(tx: TenantTx, senderId: string): Promise<number> {
  const [row] = await tx
    .select({ waiting: count() })
    .from(messages)
    .where(
      and(
        eq(messages.senderId, senderId),
        eq(messages.status, 'queued'),
        isNotNull(messages.dueAt),
        isNull(messages.otpId),
      ),
    )
  return row?.waiting ?? 0
}
