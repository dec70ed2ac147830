import { sql } from 'drizzle-orm'
import { index, jsonb, primaryKey, smallint, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { createdAt, instant, modeTable } from '@/db/define'
import { bytea } from '@/db/tables/messages'
import { otpStatuses } from '@/lib/core/statuses'

export const otps = modeTable(
  'otps',
  {
    id: uuid('id').notNull(),
    phone: text('phone').notNull(),
    status: text('status', { enum: otpStatuses }).notNull(),
    codeLength: smallint('code_length').notNull(),
    /** What the code is derived from; erased, like the hash, once the OTP is final. */
    nonce: bytea('nonce'),
    codeHash: text('code_hash'),
    keyId: text('key_id').notNull(),
    attempts: smallint('attempts').notNull().default(0),
    expiresAt: instant('expires_at').notNull(),
    messageId: uuid('message_id').notNull(),
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
      .on(table.tenantId, table.mode, table.phone)
      .where(sql`status = 'pending'`),
    index('otps_phone_index').on(table.phone, table.createdAt),
    index('otps_unended_index').on(table.expiresAt).where(sql`ended_at is null`),
  ],
)
