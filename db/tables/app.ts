import { boolean, text } from 'drizzle-orm/pg-core'
import { systemTable } from '@/db/define'

/** One row: which world this database belongs to. */
export const appMeta = systemTable('app_meta', {
  id: boolean('id').primaryKey().default(true),
  environment: text('environment').notNull(),
})
