import { sql } from 'drizzle-orm'
import {
  boolean,
  foreignKey,
  index,
  jsonb,
  primaryKey,
  real,
  smallint,
  text,
  uuid,
} from 'drizzle-orm/pg-core'
import { createdAt, instant, modeTable, systemTable } from '@/db/define'
import { tenants } from '@/db/tables/tenants'

/** Every call of the public API whose tenant is known; bodies without their secrets. Partitioned by month. */
export const requests = modeTable(
  'requests',
  {
    id: uuid('id').notNull(),
    method: text('method').notNull(),
    path: text('path').notNull(),
    status: smallint('status').notNull(),
    errorCode: text('error_code'),
    durationMs: real('duration_ms').notNull(),
    apiKeyId: uuid('api_key_id'),
    address: text('address').notNull(),
    userAgent: text('user_agent'),
    idempotencyKey: text('idempotency_key'),
    isReplay: boolean('is_replay').notNull().default(false),
    requestBody: jsonb('request_body'),
    responseBody: jsonb('response_body'),
    /** The public ids of the objects that it touched, the one it is about first. */
    subjects: text('subjects').array().notNull().default([]),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    index('requests_mode_index').on(table.tenantId, table.mode, table.id),
    index('requests_key_index').on(table.tenantId, table.mode, table.apiKeyId, table.id),
    index('requests_subject_index').on(table.tenantId, table.mode, sql`(subjects[1])`, table.id),
    index('requests_created_index').using('brin', table.createdAt).with({ autosummarize: 'on' }),
    index('requests_failed_index').on(table.tenantId, table.mode, table.id).where(sql`status >= 400`),
  ],
)

/** The answer that a call with an Idempotency-Key got, for whoever sends it again. */
export const idempotencyRecords = modeTable(
  'idempotency_records',
  {
    route: text('route').notNull(),
    key: text('key').notNull(),
    /** A keyed hash: the body may hold a code, and a plain one could be searched for it. */
    fingerprint: text('fingerprint').notNull(),
    status: smallint('status').notNull(),
    bodySealed: text('body_sealed').notNull(),
    requestId: uuid('request_id').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.mode, table.route, table.key] }),
    index('idempotency_records_created_index').on(table.createdAt),
    foreignKey({ columns: [table.tenantId], foreignColumns: [tenants.id] }).onDelete('cascade'),
  ],
)

/**
 * When a subject, a tenant or an address, was let in of late: what any 60 seconds are counted by. The subject `redis` is
 * none: it holds until when Redis may not be believed, since it was away.
 */
export const rateWindows = systemTable('rate_windows', {
  subject: text('subject').primaryKey(),
  admitted: instant('admitted').array().notNull(),
  updatedAt: instant('updated_at').notNull().default(sql`clock_timestamp()`),
})
