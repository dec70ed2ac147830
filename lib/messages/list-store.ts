import { and, desc, eq, gte, inArray, lt, lte, sql } from 'drizzle-orm'
import { z } from 'zod'
import { conversations, messages } from '@/db/tables/messages'
import type { TenantTx } from '@/db/tenant'
import { toTypeId, uuidFloor } from '@/lib/core/ids'
import { phoneVariants } from '@/lib/core/phone-variants'
import { policy } from '@/lib/core/policy'
import { toTimestamp } from '@/lib/core/time'
import {
  type MessageDetail,
  type MessageListItem,
  PricingObject,
  type WindowObject,
} from '@/lib/messages/list-schema'
import type { MessageStatus } from '@/lib/messages/schema'
import { type MessageRow, presentMessage } from '@/lib/messages/store'

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

export type ReadWindow = { senderId: string; person: string; lastInboundAt: Date | null; isOpen: boolean }

const seconds = policy.messages.windowSeconds
export const openNow = sql<boolean>`coalesce(${conversations.lastInboundAt}
  > clock_timestamp() - make_interval(secs => ${seconds}), false)`

/** The windows of these people with these numbers, by the clock that decides. */
export async function selectWindows(
  tx: TenantTx,
  senderIds: string[],
  people: string[],
): Promise<ReadWindow[]> {
  if (senderIds.length === 0 || people.length === 0) return []
  return tx
    .select({
      senderId: conversations.senderId,
      person: conversations.person,
      lastInboundAt: conversations.lastInboundAt,
      isOpen: openNow,
    })
    .from(conversations)
    .where(and(inArray(conversations.senderId, senderIds), inArray(conversations.person, people)))
}

const Pricing = PricingObject.partial().catch({})

export function presentListed(row: MessageRow, window: WindowObject | null): MessageListItem {
  return {
    ...presentMessage(row),
    template: row.template ?? templateName(row.content),
    language: row.language,
    otp_id: row.otpId && toTypeId('otp', row.otpId),
    api_key_id: row.apiKeyId && toTypeId('key', row.apiKeyId),
    window,
  }
}

export function presentDetail(row: MessageRow, window: WindowObject | null): Omit<MessageDetail, 'timeline'> {
  return {
    ...presentListed(row, window),
    request_id: row.requestId && toTypeId('request', row.requestId),
    provider_message_id: row.wamid,
    attempts: row.attempts,
    played_at: toTimestamp(row.playedAt),
    pricing: row.pricing === null ? null : { ...noPricing, ...Pricing.parse(row.pricing) },
  }
}

const noPricing: PricingObject = { category: null, model: null, type: null, billable: null }
const Named = z.object({ name: z.string() })

function templateName(content: unknown): string | null {
  return Named.safeParse(content).data?.name ?? null
}
