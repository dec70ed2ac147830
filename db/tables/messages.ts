import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  primaryKey,
  smallint,
  text,
  uuid,
} from 'drizzle-orm/pg-core'
import { bytea, createdAt, instant, modeTable, systemTable } from '@/db/define'
import { senders } from '@/db/tables/senders'
import { tenants } from '@/db/tables/tenants'
import { messageStatuses } from '@/lib/core/statuses'

/** Partitioned by month on the range of its id. Nothing refers to it by foreign key, so that a month can be dropped. */
export const messages = modeTable(
  'messages',
  {
    id: uuid('id').notNull(),
    direction: text('direction', { enum: ['outbound', 'inbound'] }).notNull(),
    type: text('type').notNull(),
    status: text('status', { enum: messageStatuses }).notNull(),
    /** The person's: who gets it, or who wrote it. Null for somebody whom WhatsApp names by a user id alone. */
    phone: text('phone'),
    bsuid: text('bsuid'),
    contactId: uuid('contact_id'),
    senderId: uuid('sender_id'),
    otpId: uuid('otp_id'),
    template: text('template'),
    language: text('language'),
    /** In Meta's shape, the object named after the type. Codes are never in it. */
    content: jsonb('content'),
    /** The message that this one quotes or reacts to: ours, and Meta's id of it where we do not have it. */
    replyTo: uuid('reply_to'),
    contextWamid: text('context_wamid'),
    /** Sent in its place when the 24-hour window is closed. */
    fallback: jsonb('fallback'),
    usedFallback: boolean('used_fallback').notNull().default(false),
    metadata: jsonb('metadata').notNull().default({}),
    sendAt: instant('send_at'),
    apiKeyId: uuid('api_key_id'),
    requestId: uuid('request_id'),
    /** What Meta said of its price: `{model, type, category, billable}`. */
    pricing: jsonb('pricing'),
    wamid: text('wamid'),
    /** The recipient's number as WhatsApp writes it, without a plus. */
    waId: text('wa_id'),
    attempts: smallint('attempts').notNull().default(0),
    /** Queued: from when any process may send it. While one does, the end of its lease. */
    dueAt: instant('due_at'),
    /** Of what is no code: since when a call to Meta may be out whose end nobody has heard; null once it is known. */
    askedAt: instant('asked_at'),
    /** When it was first tried: from then on its retries are counted. */
    firstAskedAt: instant('first_asked_at'),
    failure: jsonb('failure'),
    sentAt: instant('sent_at'),
    deliveredAt: instant('delivered_at'),
    readAt: instant('read_at'),
    playedAt: instant('played_at'),
    endedAt: instant('ended_at'),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    index('messages_code_due_index').on(table.dueAt).where(sql`due_at is not null and otp_id is not null`),
    index('messages_lane_index')
      .on(table.senderId, table.dueAt)
      .where(sql`due_at is not null and otp_id is null`),
    index('messages_contact_index')
      .on(table.tenantId, table.mode, table.contactId, table.id)
      .where(sql`contact_id is not null`),
    index('messages_phone_index').on(table.tenantId, table.mode, table.phone, table.id),
    index('messages_bsuid_index')
      .on(table.tenantId, table.mode, table.bsuid, table.id)
      .where(sql`bsuid is not null`),
    index('messages_inbound_index')
      .on(table.tenantId, table.mode, table.id)
      .where(sql`direction = 'inbound'`),
  ],
)

/**
 * A person and a number of the tenant who talk. Free-form messages may go out for 24 hours after the person last
 * wrote. The person is a canonical phone or a business-scoped user id.
 */
export const conversations = modeTable(
  'conversations',
  {
    senderId: uuid('sender_id').notNull(),
    person: text('person').notNull(),
    contactId: uuid('contact_id'),
    lastInboundAt: instant('last_inbound_at'),
    lastMessageAt: instant('last_message_at').notNull().default(sql`clock_timestamp()`),
    lastMessageId: uuid('last_message_id'),
    unread: integer('unread').notNull().default(0),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.mode, table.senderId, table.person] }),
    index('conversations_person_index').on(table.tenantId, table.mode, table.person),
    index('conversations_contact_index').on(table.tenantId, table.mode, table.contactId),
    index('conversations_recent_index').on(table.tenantId, table.mode, table.lastMessageAt),
    foreignKey({
      columns: [table.tenantId, table.senderId],
      foreignColumns: [senders.tenantId, senders.id],
    }).onDelete('cascade'),
  ],
)

/**
 * What a person last said of themselves, by when they said it: Meta tells things late, twice and out of order, and an
 * old word must not undo a newer one. `number` is the number that they moved to.
 */
export const personMarks = modeTable(
  'person_marks',
  {
    person: text('person').notNull(),
    kind: text('kind', { enum: ['consent_all', 'consent_marketing', 'number'] }).notNull(),
    value: text('value').notNull(),
    at: instant('at').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.mode, table.person, table.kind] }),
    foreignKey({ columns: [table.tenantId], foreignColumns: [tenants.id] }).onDelete('cascade'),
  ],
)

/** The pace of a number: from when on the next message may leave. Codes do not wait for it, and are counted. */
export const sendLanes = modeTable(
  'send_lanes',
  {
    senderId: uuid('sender_id').notNull(),
    freeAt: instant('free_at').notNull().default(sql`clock_timestamp()`),
    servedAt: instant('served_at').notNull().default(sql`clock_timestamp()`),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.mode, table.senderId] }),
    foreignKey({
      columns: [table.tenantId, table.senderId],
      foreignColumns: [senders.tenantId, senders.id],
    }).onDelete('cascade'),
  ],
)

/** The pace from a number to one person, as they were written to. One whose time is over says nothing any more. */
export const pairPaces = modeTable(
  'pair_paces',
  {
    senderId: uuid('sender_id').notNull(),
    person: text('person').notNull(),
    freeAt: instant('free_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.mode, table.senderId, table.person] }),
    index('pair_paces_free_index').on(table.freeAt),
    foreignKey({
      columns: [table.tenantId, table.senderId],
      foreignColumns: [senders.tenantId, senders.id],
    }).onDelete('cascade'),
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

/** What Meta posts that we do not know, counted by where it stands: nothing of it is an error, and nothing is unseen. */
export const metaFieldCounts = systemTable('meta_field_counts', {
  /** The field, or a field and the unknown word in it: `messages.type:poll`. */
  field: text('field').primaryKey(),
  count: bigint('count', { mode: 'number' }).notNull().default(1),
  /** The delivery that it was last seen in. */
  webhookId: uuid('webhook_id'),
  lastSeenAt: instant('last_seen_at').notNull().default(sql`clock_timestamp()`),
  createdAt: createdAt(),
})
