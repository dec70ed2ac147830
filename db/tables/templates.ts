import { sql } from 'drizzle-orm'
import { foreignKey, index, integer, jsonb, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { createdAt, instant, modeTable } from '@/db/define'
import { tenants } from '@/db/tables/tenants'

/** What Meta holds of a template, as it last said. One row a language. */
export const templates = modeTable(
  'templates',
  {
    id: uuid('id').notNull(),
    wabaId: text('waba_id').notNull(),
    metaId: text('meta_id'),
    name: text('name').notNull(),
    language: text('language').notNull(),
    category: text('category', { enum: ['AUTHENTICATION', 'UTILITY', 'MARKETING'] }).notNull(),
    /** Meta's own words: PENDING, APPROVED, REJECTED, PAUSED, DISABLED and the rest. */
    status: text('status').notNull(),
    parameterFormat: text('parameter_format', { enum: ['POSITIONAL', 'NAMED'] })
      .notNull()
      .default('POSITIONAL'),
    /** As Meta gives them back; null where nobody has read them yet. */
    components: jsonb('components'),
    quality: text('quality'),
    rejectedReason: text('rejected_reason'),
    /** What Meta says beside the status: why, what it recommends, until when it pauses. */
    statusDetail: text('status_detail'),
    previousCategory: text('previous_category'),
    /** The category that Meta will move it to, and when. */
    correctCategory: text('correct_category'),
    categoryChangesAt: instant('category_changes_at'),
    /** When Meta said what stands here: what it said before that never undoes it. */
    statusAt: instant('status_at'),
    qualityAt: instant('quality_at'),
    categoryAt: instant('category_at'),
    componentsAt: instant('components_at'),
    /** Components that Meta has not taken yet. */
    edit: jsonb('edit'),
    attempts: integer('attempts').notNull().default(0),
    /** From when any process may hand it in; in test mode, when it is decided. Null when neither is left to do. */
    dueAt: instant('due_at'),
    /** Since when people have to be told of its status by mail. */
    noticeAt: instant('notice_at'),
    messageSendTtlSeconds: integer('message_send_ttl_seconds'),
    /** What became of it, oldest first: each `{at, status, detail?}`. */
    timeline: jsonb('timeline').notNull().default([]),
    lastUsedAt: instant('last_used_at'),
    syncedAt: instant('synced_at'),
    /** Gone at Meta, and kept for the messages that went out with it. */
    deletedAt: instant('deleted_at'),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    uniqueIndex('templates_name_unique')
      .on(table.tenantId, table.mode, table.wabaId, table.name, table.language)
      .where(sql`deleted_at is null`),
    index('templates_meta_index').on(table.tenantId, table.metaId),
    index('templates_due_index').on(table.dueAt).where(sql`due_at is not null`),
    index('templates_notice_index').on(table.noticeAt).where(sql`notice_at is not null`),
    foreignKey({ columns: [table.tenantId], foreignColumns: [tenants.id] }).onDelete('cascade'),
  ],
)
