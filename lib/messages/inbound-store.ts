import { and, eq, inArray, lte, sql } from 'drizzle-orm'
import { conversations, messages } from '@/db/tables/messages'
import type { TenantTx } from '@/db/tenant'
import { canonicalPhone } from '@/lib/core/phone'

type MessageRow = typeof messages.$inferSelect

/** Null when there is no such message of theirs. */
export async function markReadUpTo(tx: TenantTx, id: string): Promise<MessageRow | null> {
  const [row] = await tx
    .select()
    .from(messages)
    .where(and(eq(messages.id, id), eq(messages.direction, 'inbound')))
  if (!row) return null
  const isTheirs =
    row.contactId === null || row.senderId === null
      ? eq(messages.id, row.id)
      : and(eq(messages.contactId, row.contactId), eq(messages.senderId, row.senderId))
  await tx
    .update(messages)
    .set({ status: 'read', readAt: sql`clock_timestamp()` })
    .where(
      and(
        isTheirs,
        lte(messages.id, row.id),
        eq(messages.direction, 'inbound'),
        eq(messages.status, 'delivered'),
      ),
    )
  const people = [row.phone === null ? [] : canonicalPhone(row.phone), row.bsuid ?? []].flat()
  if (row.senderId !== null && people.length > 0)
    await tx
      .update(conversations)
      .set({ unread: 0 })
      .where(and(eq(conversations.senderId, row.senderId), inArray(conversations.person, people)))
  const [read] = await tx.select().from(messages).where(eq(messages.id, row.id))
  return read ?? null
}
