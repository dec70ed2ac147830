import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { messages } from '@/db/tables/messages'
import type { TenantTx } from '@/db/tenant'
import { toTypeId } from '@/lib/core/ids'
import { toTimestamp } from '@/lib/core/time'
import { FailureObject, type MessageObject } from '@/lib/messages/schema'

export type MessageRow = typeof messages.$inferSelect

/** The row, held until the transaction ends: reports about one message are applied one after the other. */
export async function lockMessage(tx: TenantTx, id: string): Promise<MessageRow | null> {
  const [row] = await tx.select().from(messages).where(eq(messages.id, id)).for('update')
  return row ?? null
}

/** `isUnknown`: whether Meta took it may yet come out, so that it must not be thought of as never asked for. */
export async function scheduleRetry(
  tx: TenantTx,
  id: string,
  delaySeconds: number,
  isUnknown = false,
): Promise<void> {
  await tx
    .update(messages)
    .set({
      dueAt: sql`clock_timestamp() + make_interval(secs => ${delaySeconds})`,
      ...(isUnknown ? {} : { askedAt: null }),
    })
    .where(and(eq(messages.id, id), eq(messages.status, 'queued')))
}

const Content = z.record(z.string(), z.unknown()).nullable().catch(null)
const Metadata = z.record(z.string(), z.string()).catch({})

export function presentMessage(row: MessageRow): MessageObject {
  const isOutbound = row.direction === 'outbound'
  return {
    object: 'message',
    id: toTypeId('message', row.id),
    direction: row.direction,
    to: isOutbound ? row.phone : null,
    from: isOutbound ? null : row.phone,
    recipient: row.bsuid,
    sender_id: row.senderId && toTypeId('sender', row.senderId),
    contact_id: row.contactId && toTypeId('contact', row.contactId),
    type: row.type,
    status: row.status,
    mode: row.mode,
    content: Content.parse(row.content),
    reply_to: row.replyTo && toTypeId('message', row.replyTo),
    send_at: row.sendAt && toTimestamp(row.sendAt),
    used_fallback: row.usedFallback,
    metadata: Metadata.parse(row.metadata),
    failure: FailureObject.nullable().parse(row.failure),
    created_at: toTimestamp(row.createdAt),
    sent_at: row.sentAt && toTimestamp(row.sentAt),
    delivered_at: row.deliveredAt && toTimestamp(row.deliveredAt),
    read_at: row.readAt && toTimestamp(row.readAt),
  }
}
