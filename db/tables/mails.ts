import { sql } from 'drizzle-orm'
import { index, integer, text, unique, uuid } from 'drizzle-orm/pg-core'
import { createdAt, instant, systemTable } from '@/db/define'

/** Mail that is to go out. What it says is sealed, for it may hold a code or a link, and erased once it is gone. */
export const mails = systemTable(
  'mails',
  {
    id: uuid('id').primaryKey(),
    template: text('template').notNull(),
    recipient: text('recipient').notNull(),
    fieldsSealed: text('fields_sealed'),
    /** One mail alone for all who ask with the same key. */
    dedupeKey: text('dedupe_key'),
    attempts: integer('attempts').notNull().default(0),
    nextAttemptAt: instant('next_attempt_at').notNull(),
    leasedUntil: instant('leased_until'),
    sentAt: instant('sent_at'),
    failedAt: instant('failed_at'),
    failure: text('failure'),
    createdAt: createdAt(),
  },
  (table) => [
    unique('mails_dedupe_unique').on(table.dedupeKey),
    index('mails_due_index').on(table.nextAttemptAt).where(sql`sent_at is null and failed_at is null`),
    index('mails_created_index').on(table.createdAt),
  ],
)
