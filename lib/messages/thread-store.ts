import { and, desc, eq, inArray, or, type SQL, sql } from 'drizzle-orm'
import { contacts } from '@/db/tables/contacts'
import { conversations, messages } from '@/db/tables/messages'
import { senders } from '@/db/tables/senders'
import type { TenantTx } from '@/db/tenant'
import { canonicalPhone } from '@/lib/core/phone'
import { phoneVariants } from '@/lib/core/phone-variants'

type MessageRow = typeof messages.$inferSelect

export type ContactNames = {
  id: string
  phone: string | null
  bsuid: string | null
  name: string | null
  profileName: string | null
  username: string | null
}

const names = {
  id: contacts.id,
  phone: contacts.phone,
  bsuid: contacts.bsuid,
  name: contacts.name,
  profileName: contacts.profileName,
  username: contacts.username,
}

export async function findContactNames(tx: TenantTx, id: string): Promise<ContactNames | null> {
  const [row] = await tx.select(names).from(contacts).where(eq(contacts.id, id))
  return row ?? null
}

/** The contact of a message's other side, where there is one. */
export async function findContactOf(
  tx: TenantTx,
  { contactId, phone, bsuid }: Pick<MessageRow, 'contactId' | 'phone' | 'bsuid'>,
): Promise<ContactNames | null> {
  const known = [
    contactId === null ? [] : eq(contacts.id, contactId),
    phone === null ? [] : eq(contacts.canonicalPhone, canonicalPhone(phone)),
    bsuid === null ? [] : eq(contacts.bsuid, bsuid),
  ].flat()
  for (const condition of known) {
    const [row] = await tx.select(names).from(contacts).where(condition)
    if (row) return row
  }
  return null
}

/** By whatever a person is known; each is one index, of which only the newest are read. */
export type Known = { contactId: string | null; phone: string | null; bsuid: string | null }

export async function selectThread(tx: TenantTx, known: Known, limit: number): Promise<MessageRow[]> {
  const found = new Map<string, MessageRow>()
  for (const way of waysTo(known)) for (const row of await newest(tx, way, limit)) found.set(row.id, row)
  return [...found.values()].sort((left, right) => (left.id < right.id ? 1 : -1)).slice(0, limit)
}

export function waysTo({ contactId, phone, bsuid }: Known): SQL[] {
  return [
    contactId === null ? [] : eq(messages.contactId, contactId),
    phone === null ? [] : inArray(messages.phone, phoneVariants(phone)),
    bsuid === null ? [] : eq(messages.bsuid, bsuid),
  ].flat()
}

export function newest(tx: TenantTx, way: SQL, limit: number): Promise<MessageRow[]> {
  return tx.select().from(messages).where(way).orderBy(desc(messages.id)).limit(limit)
}

const sender = {
  id: senders.id,
  displayName: senders.displayName,
  phone: senders.phone,
  status: senders.status,
}
const joined = and(eq(senders.tenantId, conversations.tenantId), eq(senders.id, conversations.senderId))

/** This person's conversations with each number of ours. */
export function selectPersonConversations(tx: TenantTx, contactId: string | null, people: string[]) {
  return tx
    .select({
      sender,
      lastInboundAt: conversations.lastInboundAt,
      lastMessageAt: conversations.lastMessageAt,
      unread: conversations.unread,
      now: sql`clock_timestamp()`.mapWith(conversations.createdAt),
    })
    .from(conversations)
    .innerJoin(senders, joined)
    .where(
      or(
        contactId === null ? undefined : eq(conversations.contactId, contactId),
        people.length === 0 ? undefined : inArray(conversations.person, people),
      ),
    )
    .orderBy(desc(conversations.lastMessageAt))
}
export type PersonConversation = Awaited<ReturnType<typeof selectPersonConversations>>[number]

/** The numbers that can send, the primary one first: for somebody with whom none has talked yet. */
export function selectSendingNumbers(tx: TenantTx) {
  return tx
    .select(sender)
    .from(senders)
    .where(eq(senders.status, 'connected'))
    .orderBy(desc(senders.isPrimary), senders.createdAt)
}

export function selectByIds(tx: TenantTx, ids: string[]): Promise<MessageRow[]> {
  if (ids.length === 0) return Promise.resolve([])
  return tx.select().from(messages).where(inArray(messages.id, ids))
}
