import { foreignKey, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { createdAt, modeTable } from '@/db/define'
import { tenants } from '@/db/tables/tenants'

export const templates = modeTable(
  'templates',
  {
    id: uuid('id').notNull(),
    wabaId: text('waba_id').notNull(),
    name: text('name').notNull(),
    language: text('language').notNull(),
    category: text('category', { enum: ['AUTHENTICATION', 'UTILITY', 'MARKETING'] }).notNull(),
    status: text('status').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    uniqueIndex('templates_name_unique').on(
      table.tenantId,
      table.mode,
      table.wabaId,
      table.name,
      table.language,
    ),
    foreignKey({ columns: [table.tenantId], foreignColumns: [tenants.id] }).onDelete('cascade'),
  ],
)
