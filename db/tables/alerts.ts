import { sql } from 'drizzle-orm'
import { index, integer, jsonb, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { createdAt, instant, tenantTable } from '@/db/define'

/** What was seen that a rule may count: raw, and kept for as long as the longest rule looks back. */
export const signals = tenantTable(
  'signals',
  {
    id: uuid('id').notNull(),
    kind: text('kind').notNull(),
    /** Whom or what it is about: an address, a key, a user. */
    subject: text('subject').notNull(),
    facts: jsonb('facts').notNull().default({}),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    index('signals_kind_index').on(table.kind, table.createdAt),
  ],
)

/** What comes in storms, summed for a subject and ten seconds. Kept for as long as a rule may look back. */
export const signalCounts = tenantTable(
  'signal_counts',
  {
    kind: text('kind').notNull(),
    subject: text('subject').notNull(),
    /** When the ten seconds began. */
    slice: instant('slice').notNull(),
    count: integer('count').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.kind, table.subject, table.slice] }),
    index('signal_counts_kind_index').on(table.kind, table.slice),
  ],
)

/** What a rule found. While one is open for the same thing, it only grows. */
export const alerts = tenantTable(
  'alerts',
  {
    id: uuid('id').notNull(),
    rule: text('rule').notNull(),
    severity: text('severity', { enum: ['notice', 'warning', 'critical'] }).notNull(),
    subject: text('subject').notNull(),
    /** The rule, its subject and its window: whatever has the same is the same alert. */
    dedupeKey: text('dedupe_key').notNull(),
    facts: jsonb('facts').notNull().default({}),
    count: integer('count').notNull().default(1),
    lastSeenAt: instant('last_seen_at').notNull(),
    acknowledgedAt: instant('acknowledged_at'),
    acknowledgedBy: uuid('acknowledged_by'),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    unique('alerts_dedupe_unique').on(table.tenantId, table.dedupeKey),
    index('alerts_created_index').on(table.createdAt),
    index('alerts_rule_index').on(table.rule, table.lastSeenAt),
    index('alerts_open_index').on(table.tenantId).where(sql`acknowledged_at is null`),
  ],
)
