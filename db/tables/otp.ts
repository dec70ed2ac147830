import { sql } from 'drizzle-orm'
import { foreignKey, index, jsonb, primaryKey, smallint, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { bytea, createdAt, instant, modeTable } from '@/db/define'
import { tenants } from '@/db/tables/tenants'
import { otpStatuses } from '@/lib/core/statuses'

/**
 * `proven` ended the OTP well; `other_number` and `number_hidden` say what kept the message from proving anything.
 * `disowned` is a tap on "I didn't request a code".
 */
export type ReceivedMessage = {
  wamid: string
  at: string
  verdict: 'proven' | 'other_number' | 'number_hidden' | 'disowned'
}

export const otps = modeTable(
  'otps',
  {
    id: uuid('id').notNull(),
    /** Inbound: the person writes to us to prove the number; it is unknown until then. */
    direction: text('direction', { enum: ['outbound', 'inbound'] })
      .notNull()
      .default('outbound'),
    /** As the caller wrote it. */
    phone: text('phone'),
    /** The one form of all the ways to write this WhatsApp user's number: limits and look-ups go by it. */
    canonicalPhone: text('canonical_phone'),
    senderId: uuid('sender_id'),
    status: text('status', { enum: otpStatuses }).notNull(),
    codeLength: smallint('code_length').notNull(),
    /** What the code is derived from; erased, like the hash, once the OTP is final. */
    nonce: bytea('nonce'),
    codeHash: text('code_hash'),
    keyId: text('key_id').notNull(),
    attempts: smallint('attempts').notNull().default(0),
    /** When each of them was counted. */
    attemptedAt: instant('attempted_at').array().notNull().default([]),
    expiresAt: instant('expires_at').notNull(),
    /** The message that carried the code last; those of resends before it are in `earlierMessageIds`. */
    messageId: uuid('message_id'),
    earlierMessageIds: uuid('earlier_message_ids').array().notNull().default([]),
    /** Each counts toward the sends of its phone. */
    resentAt: instant('resent_at').array().notNull().default([]),
    /** Inbound: what people wrote with its token, each of Meta's messages once. */
    receivedMessages: jsonb('received_messages').$type<ReceivedMessage[]>().notNull().default([]),
    /** What the fraud guard had against it, where it only watches. */
    guard: jsonb('guard'),
    purpose: text('purpose'),
    metadata: jsonb('metadata').$type<Record<string, string>>().notNull(),
    failure: jsonb('failure'),
    apiKeyId: uuid('api_key_id'),
    requestId: uuid('request_id').notNull(),
    verifiedAt: instant('verified_at'),
    endedAt: instant('ended_at'),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    uniqueIndex('otps_pending_unique')
      .on(table.tenantId, table.mode, table.canonicalPhone)
      .where(sql`status = 'pending' and direction = 'outbound'`),
    uniqueIndex('otps_token_unique')
      .on(table.tenantId, table.mode, table.codeHash)
      .where(sql`status = 'pending' and direction = 'inbound'`),
    index('otps_canonical_phone_index').on(table.canonicalPhone, table.createdAt),
    index('otps_unended_index').on(table.expiresAt).where(sql`ended_at is null`),
    index('otps_guarded_index').on(table.tenantId, table.mode, table.id).where(sql`guard is not null`),
  ],
)

/** What a tenant asks of the fraud guard; no row, the defaults. */
export const otpGuards = modeTable(
  'otp_guards',
  {
    settings: jsonb('settings').notNull(),
    updatedBy: uuid('updated_by'),
    updatedAt: instant('updated_at').notNull().default(sql`clock_timestamp()`),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.mode] }),
    foreignKey({ columns: [table.tenantId], foreignColumns: [tenants.id] }).onDelete('cascade'),
  ],
)

/** A send that the fraud guard stopped, and why. Partitioned by month. */
export const otpGuardBlocks = modeTable(
  'otp_guard_blocks',
  {
    id: uuid('id').notNull(),
    phone: text('phone').notNull(),
    reasons: jsonb('reasons').notNull(),
    apiKeyId: uuid('api_key_id'),
    requestId: uuid('request_id').notNull(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
)

/** The blocks of numbers, as `+1415555xxxx`, to which the fraud guard lets nothing through for a while. */
export const otpGuardRests = modeTable(
  'otp_guard_rests',
  {
    block: text('block').notNull(),
    restsUntil: instant('rests_until').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.mode, table.block] }),
    foreignKey({ columns: [table.tenantId], foreignColumns: [tenants.id] }).onDelete('cascade'),
  ],
)
