import { index, jsonb, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, modeTable } from '@/db/define'

/** What happened, written in the transaction in which it happened. Partitioned by month. */
export const events = modeTable(
  'events',
  {
    id: uuid('id').notNull(),
    type: text('type').notNull(),
    subjectId: text('subject_id').notNull(),
    data: jsonb('data').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    index('events_subject_index').on(table.tenantId, table.subjectId),
  ],
)
