import { sql } from 'drizzle-orm'
import {
  boolean,
  foreignKey,
  index,
  integer,
  pgPolicy,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { createdAt, hawkTenant, instant, systemTable, tenantTable } from '@/db/define'
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
    suspendedAt: instant('suspended_at'),
    /** What its people are told. */
    suspendedReason: text('suspended_reason'),
    /** Nobody works here without a second factor. */
    requiresSecondFactor: boolean('requires_second_factor').notNull().default(false),
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

/** The way into a team for whoever reads mail at that address. */
export const invitations = tenantTable(
  'invitations',
  {
    id: uuid('id').notNull(),
    email: text('email').notNull(),
    role: text('role', { enum: roles }).notNull(),
    tokenHash: text('token_hash').notNull(),
    invitedBy: uuid('invited_by').notNull(),
    /** How often its link was mailed; each time it is another one. */
    mailsSent: integer('mails_sent').notNull().default(1),
    sentAt: instant('sent_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    acceptedAt: instant('accepted_at'),
    revokedAt: instant('revoked_at'),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    unique('invitations_token_unique').on(table.tenantId, table.tokenHash),
    index('invitations_token_index').on(table.tokenHash),
    foreignKey({ columns: [table.tenantId], foreignColumns: [tenants.id] }).onDelete('cascade'),
  ],
)
