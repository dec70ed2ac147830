import { and, eq, inArray, sql } from 'drizzle-orm'
import { conversations } from '@/db/tables/messages'
import type { TenantTx } from '@/db/tenant'

export type ConversationRow = typeof conversations.$inferSelect

type Touch = {
  senderId: string
  person: string
  contactId: string | null
  messageId: string
  at: Date
  direction: 'inbound' | 'outbound'
}

/** Notes a message of either side; only what the person wrote opens the window, and an older one never closes it. */
export async function touchConversation(
  tx: TenantTx,
  { senderId, person, contactId, messageId, at, direction }: Touch,
): Promise<void> {
  const isInbound = direction === 'inbound'
  await tx
    .insert(conversations)
    .values({
      senderId,
      person,
      contactId,
      lastInboundAt: isInbound ? at : null,
      lastMessageAt: at,
      lastMessageId: messageId,
      unread: isInbound ? 1 : 0,
    })
    .onConflictDoUpdate({
      target: [conversations.tenantId, conversations.mode, conversations.senderId, conversations.person],
      set: {
        contactId: sql`coalesce(excluded.contact_id, ${conversations.contactId})`,
        lastInboundAt: sql`greatest(${conversations.lastInboundAt}, excluded.last_inbound_at)`,
        lastMessageAt: sql`greatest(${conversations.lastMessageAt}, excluded.last_message_at)`,
        lastMessageId: sql`case when excluded.last_message_at >= ${conversations.lastMessageAt}
          then excluded.last_message_id else ${conversations.lastMessageId} end`,
        ...(isInbound ? { unread: sql`${conversations.unread} + 1` } : { unread: 0 }),
      },
    })
}

/** When each of these people last wrote to that number, by the key of a person. */
export async function selectLastInbound(
  tx: TenantTx,
  senderId: string,
  people: string[],
): Promise<Map<string, Date | null>> {
  const rows = await tx
    .select({ person: conversations.person, at: conversations.lastInboundAt })
    .from(conversations)
    .where(and(eq(conversations.senderId, senderId), inArray(conversations.person, people)))
  return new Map(rows.map(({ person, at }) => [person, at]))
}

type Read = { senderId: string; person: string; by: number }

/** So many messages of that person fewer wait to be read. */
export async function lowerUnread(tx: TenantTx, { senderId, person, by }: Read): Promise<void> {
  await tx
    .update(conversations)
    .set({ unread: sql`greatest(0, ${conversations.unread} - ${by}::int)` })
    .where(and(eq(conversations.senderId, senderId), eq(conversations.person, person)))
}
