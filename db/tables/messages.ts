import { sql } from 'drizzle-orm'
import { index, integer, jsonb, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core'
import { bytea, createdAt, instant, modeTable, systemTable } from '@/db/define'
import { messageStatuses } from '@/lib/core/statuses'

/** Partitioned by month on the range of its id. Nothing refers to it by foreign key, so that a month can be dropped. */
export const messages = modeTable(
  'messages',
  {
    id: uuid('id').notNull(),
    direction: text('direction', { enum: ['outbound', 'inbound'] }).notNull(),
    type: text('type').notNull(),
    status: text('status', { enum: messageStatuses }).notNull(),
    phone: text('phone').notNull(),
    senderId: uuid('sender_id'),
    otpId: uuid('otp_id'),
    template: text('template'),
    language: text('language'),
    wamid: text('wamid'),
    /** The recipient's number as WhatsApp writes it, without a plus. */
    waId: text('wa_id'),
    attempts: smallint('attempts').notNull().default(0),
    /** Queued: from when any process may send it. While one does, the end of its lease. */
    dueAt: instant('due_at'),
    failure: jsonb('failure'),
    sentAt: instant('sent_at'),
    deliveredAt: instant('delivered_at'),
    readAt: instant('read_at'),
    endedAt: instant('ended_at'),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    index('messages_due_index').on(table.dueAt).where(sql`due_at is not null`),
  ],
)

/** Meta's id of a message → the message: flat, because a partitioned table cannot be asked for it cheaply. */
export const messageRoutes = modeTable(
  'message_routes',
  { wamid: text('wamid').notNull(), messageId: uuid('message_id').notNull() },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.wamid] }),
    index('message_routes_wamid_index').on(table.wamid),
  ],
)

/** What Meta posted, byte for byte, before anybody looked into it. Partitioned by month. */
export const metaWebhooks = systemTable(
  'meta_webhooks',
  {
    id: uuid('id').primaryKey(),
    body: bytea('body').notNull(),
    attempts: integer('attempts').notNull().default(0),
    /** From when any process may handle it; null once it has been handled. */
    dueAt: instant('due_at'),
    error: text('error'),
    createdAt: createdAt(),
  },
  (table) => [index('meta_webhooks_due_index').on(table.dueAt).where(sql`due_at is not null`)],
)
