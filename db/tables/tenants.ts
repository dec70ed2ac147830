import { sql } from 'drizzle-orm'
import { foreignKey, index, pgPolicy, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { createdAt, hawkTenant, systemTable, tenantTable } from '@/db/define'
import { users } from '@/db/tables/auth'
import { roles } from '@/lib/core/context'
import { plans } from '@/lib/core/policy'

export const tenants = systemTable(
  'tenants',
  {
    id: uuid('id').primaryKey(),
    slug: text('slug').notNull(),
    name: text('name').notNull(),
    plan: text('plan', { enum: plans }).notNull().default('free'),
    status: text('status', { enum: ['active', 'suspended'] })
      .notNull()
      .default('active'),
    defaultLocale: text('default_locale').notNull().default('en_US'),
    /** Signs what we tell the tenant's own endpoints. */
    webhookSecretSealed: text('webhook_secret_sealed'),
    createdAt: createdAt(),
  },
  (table) => [
    unique('tenants_slug_unique').on(table.slug),
    pgPolicy('tenants_tenant', {
      for: 'select',
      to: hawkTenant,
      using: sql`id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)`,
    }),
  ],
)

export const memberships = tenantTable(
  'memberships',
  {
    userId: uuid('user_id').notNull(),
    role: text('role', { enum: roles }).notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.userId] }),
    index('memberships_user_index').on(table.userId),
    foreignKey({ columns: [table.tenantId], foreignColumns: [tenants.id] }).onDelete('cascade'),
    foreignKey({ columns: [table.userId], foreignColumns: [users.id] }).onDelete('cascade'),
  ],
)
