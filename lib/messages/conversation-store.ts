import { and, desc, eq, inArray, lt, or, sql } from 'drizzle-orm'
import { contacts } from '@/db/tables/contacts'
import { conversations } from '@/db/tables/messages'
import { senders } from '@/db/tables/senders'
import type { TenantTx } from '@/db/tenant'
import { phoneVariants } from '@/lib/core/phone-variants'
import { policy } from '@/lib/core/policy'

export type Place = { at: Date; messageId: string }
type Filter = {
  limit: number
  before?: Place
  /** A whole number: found by itself, however old its conversation is. */
  phone?: string
  /** A part of a name, or of a number where those may be seen. */
  text?: string
  inNumbers: boolean
}

const nobody = '00000000-0000-0000-0000-000000000000'
const lastId = sql<string>`coalesce(${conversations.lastMessageId}, ${nobody}::uuid)`

export function selectConversations(tx: TenantTx, { limit, before, phone, text, inNumbers }: Filter) {
  return tx
    .select({
      senderId: senders.id,
      displayName: senders.displayName,
      person: conversations.person,
      contactId: conversations.contactId,
      contactPhone: contacts.phone,
      bsuid: contacts.bsuid,
      name: contacts.name,
      profileName: contacts.profileName,
      username: contacts.username,
      lastInboundAt: conversations.lastInboundAt,
      lastMessageAt: conversations.lastMessageAt,
      lastMessageId: lastId,
      unread: conversations.unread,
      now: sql`clock_timestamp()`.mapWith(conversations.createdAt),
    })
    .from(conversations)
    .innerJoin(
      senders,
      and(eq(senders.tenantId, conversations.tenantId), eq(senders.id, conversations.senderId)),
    )
    .leftJoin(
      contacts,
      and(eq(contacts.tenantId, conversations.tenantId), eq(contacts.id, conversations.contactId)),
    )
    .where(
      and(
        before
          ? or(
              lt(conversations.lastMessageAt, before.at),
              and(eq(conversations.lastMessageAt, before.at), lt(lastId, sql`${before.messageId}::uuid`)),
            )
          : undefined,
        phone ? inArray(conversations.person, phoneVariants(phone)) : undefined,
        text ? nameHolds(text, inNumbers) : undefined,
        text ? isAmongNewest() : undefined,
      ),
    )
    .orderBy(desc(conversations.lastMessageAt), desc(lastId))
    .limit(limit)
}
export type ConversationRow = Awaited<ReturnType<typeof selectConversations>>[number]

function nameHolds(text: string, inNumbers: boolean) {
  const pattern = `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`
  const columns = [contacts.name, contacts.profileName, contacts.username]
  const digits = text.replaceAll(/[\s()+-]/g, '')
  return or(
    ...columns.map((column) => sql`${column} ilike ${pattern}`),
    inNumbers && /^\d{3,}$/.test(digits) ? sql`${conversations.person} like ${`%${digits}%`}` : undefined,
  )
}

/** Names have no index: they are looked for in the newest alone, however many there are. */
function isAmongNewest() {
  return sql`(${conversations.senderId}, ${conversations.person}) in (
    select newest.sender_id, newest.person from conversations newest
    order by newest.last_message_at desc limit ${policy.conversations.searched})`
}
