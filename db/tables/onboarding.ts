import { sql } from 'drizzle-orm'
import { foreignKey, primaryKey, uuid } from 'drizzle-orm/pg-core'
import { instant, tenantTable } from '@/db/define'
import { tenants } from '@/db/tables/tenants'

/** A workspace that wants to see its checklist no more. */
export const checklists = tenantTable(
  'checklists',
  {
    dismissedBy: uuid('dismissed_by').notNull(),
    dismissedAt: instant('dismissed_at').notNull().default(sql`clock_timestamp()`),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId] }),
    foreignKey({ columns: [table.tenantId], foreignColumns: [tenants.id] }).onDelete('cascade'),
  ],
)
