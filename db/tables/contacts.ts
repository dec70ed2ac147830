import { sql } from 'drizzle-orm'
import { foreignKey, index, integer, jsonb, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { bytea, createdAt, instant, modeTable } from '@/db/define'
import { tenants } from '@/db/tables/tenants'

/** A person whom a tenant knows: by a phone number, by WhatsApp's business-scoped user id, or by both. */
export const contacts = modeTable(
  'contacts',
  {
    id: uuid('id').notNull(),
    phone: text('phone'),
    /** The number under which all its variants are one. */
    canonicalPhone: text('canonical_phone'),
    bsuid: text('bsuid'),
    username: text('username'),
    /** What the tenant calls the person, and what the person calls themselves in WhatsApp. */
    name: text('name'),
    profileName: text('profile_name'),
    email: text('email'),
    tags: text('tags').array().notNull().default([]),
    attributes: jsonb('attributes').notNull().default({}),
    source: text('source', { enum: ['api', 'dashboard', 'import', 'inbound'] }).notNull(),
    lastInboundAt: instant('last_inbound_at'),
    updatedAt: instant('updated_at').notNull().default(sql`clock_timestamp()`),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    uniqueIndex('contacts_phone_unique')
      .on(table.tenantId, table.mode, table.canonicalPhone)
      .where(sql`canonical_phone is not null`),
    uniqueIndex('contacts_bsuid_unique')
      .on(table.tenantId, table.mode, table.bsuid)
      .where(sql`bsuid is not null`),
    index('contacts_tags_index').using('gin', table.tags),
    foreignKey({ columns: [table.tenantId], foreignColumns: [tenants.id] }).onDelete('cascade'),
  ],
)

/**
 * Who does not want messages. The person is a canonical phone or a business-scoped user id: it is there without a
 * contact, and outlives one. `marketing` is what WhatsApp's own switch stops.
 */
export const suppressions = modeTable(
  'suppressions',
  {
    person: text('person').notNull(),
    /** Sorts by time; a list goes on after it. */
    id: uuid('id').notNull().default(sql`gen_random_uuid()`),
    scope: text('scope', { enum: ['all', 'marketing'] }).notNull(),
    phone: text('phone'),
    bsuid: text('bsuid'),
    reason: text('reason', { enum: ['stop', 'whatsapp', 'api', 'dashboard', 'import'] }).notNull(),
    /** The word that the person wrote, or a note. */
    note: text('note'),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.mode, table.person, table.scope] }),
    index('suppressions_created_index').on(table.tenantId, table.mode, table.createdAt),
    index('suppressions_id_index').on(table.tenantId, table.mode, table.id),
    index('suppressions_bsuid_index')
      .on(table.tenantId, table.mode, table.bsuid)
      .where(sql`bsuid is not null`),
    foreignKey({ columns: [table.tenantId], foreignColumns: [tenants.id] }).onDelete('cascade'),
  ],
)

/** A CSV file on its way into the contacts. Its bytes are erased when it ends. */
export const contactImports = modeTable(
  'contact_imports',
  {
    id: uuid('id').notNull(),
    createdBy: uuid('created_by'),
    fileName: text('file_name').notNull(),
    file: bytea('file'),
    status: text('status', {
      enum: ['preview', 'queued', 'running', 'done', 'failed', 'canceled'],
    }).notNull(),
    /** `{columns, header, defaultCountry}`: what each column of the file is. */
    mapping: jsonb('mapping').notNull().default({}),
    rows: integer('rows').notNull().default(0),
    /** How many rows have been gone through: where the next process goes on. */
    position: integer('position').notNull().default(0),
    created: integer('created').notNull().default(0),
    updated: integer('updated').notNull().default(0),
    refused: integer('refused').notNull().default(0),
    /** The first of the refused rows: each `{row, faults, cells}`. */
    faults: jsonb('faults').notNull().default([]),
    dueAt: instant('due_at'),
    endedAt: instant('ended_at'),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    index('contact_imports_due_index').on(table.dueAt).where(sql`due_at is not null`),
    foreignKey({ columns: [table.tenantId], foreignColumns: [tenants.id] }).onDelete('cascade'),
  ],
)
