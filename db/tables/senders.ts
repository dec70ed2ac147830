import { sql } from 'drizzle-orm'
import { boolean, foreignKey, index, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { createdAt, modeTable } from '@/db/define'
import { tenants } from '@/db/tables/tenants'

/** A WhatsApp number that a tenant sends from. */
export const senders = modeTable(
  'senders',
  {
    id: uuid('id').notNull(),
    wabaId: text('waba_id').notNull(),
    phoneNumberId: text('phone_number_id').notNull(),
    phone: text('phone').notNull(),
    displayName: text('display_name').notNull(),
    accessTokenSealed: text('access_token_sealed'),
    status: text('status', { enum: ['connected', 'disconnected'] }).notNull(),
    isPrimary: boolean('is_primary').notNull().default(false),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    uniqueIndex('senders_primary_unique').on(table.tenantId, table.mode).where(sql`is_primary`),
    uniqueIndex('senders_number_unique').on(table.tenantId, table.mode, table.phoneNumberId),
    index('senders_number_index').on(table.phoneNumberId),
    foreignKey({ columns: [table.tenantId], foreignColumns: [tenants.id] }).onDelete('cascade'),
  ],
)
