import { and, desc, eq, gte, inArray, lt, lte, sql } from 'drizzle-orm'
import { conversations, messages } from '@/db/tables/messages'
import { otps } from '@/db/tables/otp'
import type { TenantTx } from '@/db/tenant'
import { uuidFloor } from '@/lib/core/ids'
import { phoneVariants } from '@/lib/core/phone-variants'
import type { MessageStatus } from '@/lib/messages/schema'

type MessageRow = typeof messages.$inferSelect

export type MessageFilter = {
  limit: number
  before?: string
  /** Whoever is on the other side, in whichever direction. */
  person?: string
  to?: string
  from?: string
  status?: MessageStatus
  type?: string
  direction?: MessageRow['direction']
  createdAfter?: Date
  createdBefore?: Date
}

/** Clocks differ a little; an id may be that much older than its row. */
const skewMilliseconds = 60_000

export function selectMessages(tx: TenantTx, filter: MessageFilter): Promise<MessageRow[]> {
  const { before, person, to, from, status, type, direction, createdAfter, createdBefore } = filter
  return tx
    .select()
    .from(messages)
    .where(
      and(
        before ? lt(messages.id, before) : undefined,
        // The id tells the month, and so which partitions need not be looked into.
        createdAfter
          ? gte(messages.id, uuidFloor(new Date(createdAfter.getTime() - skewMilliseconds)))
          : undefined,
        person ? inArray(messages.phone, phoneVariants(person)) : undefined,
        to ? and(inArray(messages.phone, phoneVariants(to)), eq(messages.direction, 'outbound')) : undefined,
        from
          ? and(inArray(messages.phone, phoneVariants(from)), eq(messages.direction, 'inbound'))
          : undefined,
        status ? eq(messages.status, status) : undefined,
        type ? eq(messages.type, type) : undefined,
        direction ? eq(messages.direction, direction) : undefined,
        createdAfter ? gte(messages.createdAt, createdAfter) : undefined,
        createdBefore ? lte(messages.createdAt, createdBefore) : undefined,
      ),
    )
    .orderBy(desc(messages.id))
    .limit(filter.limit)
}

export async function findMessage(tx: TenantTx, id: string): Promise<MessageRow | null> {
  const [row] = await tx.select().from(messages).where(eq(messages.id, id))
  return row ?? null
}

/** `now` is the clock that decides. */
export type ReadWindow = { senderId: string; person: string; lastInboundAt: Date | null; now: Date }

/** When each of these people last wrote to each of these numbers. */
export function selectWindows(tx: TenantTx, senderIds: string[], people: string[]): Promise<ReadWindow[]> {
  if (senderIds.length === 0 || people.length === 0) return Promise.resolve([])
  return tx
    .select({
      senderId: conversations.senderId,
      person: conversations.person,
      lastInboundAt: conversations.lastInboundAt,
      now: sql`clock_timestamp()`.mapWith(conversations.createdAt),
    })
    .from(conversations)
    .where(and(inArray(conversations.senderId, senderIds), inArray(conversations.person, people)))
}

export function selectOrigins(tx: TenantTx, otpIds: string[]) {
  if (otpIds.length === 0) return Promise.resolve([])
  return tx
    .select({ id: otps.id, apiKeyId: otps.apiKeyId, requestId: otps.requestId })
    .from(otps)
    .where(inArray(otps.id, otpIds))
}
