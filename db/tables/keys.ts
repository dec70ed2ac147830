import { sql } from 'drizzle-orm'
import { foreignKey, index, integer, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { createdAt, instant, modeTable, tenantTable } from '@/db/define'
import { tenants } from '@/db/tables/tenants'

export const apiKeys = modeTable(
  'api_keys',
  {
    id: uuid('id').notNull(),
    name: text('name').notNull(),
    keyHash: text('key_hash').notNull(),
    keyPrefix: text('key_prefix').notNull(),
    lastFour: text('last_four').notNull(),
    scopes: text('scopes').array().notNull(),
    /** CIDRs from which the key may be used; empty means from anywhere. */
    allowedAddresses: text('allowed_addresses').array().notNull().default([]),
    /** The only sender that the key may send from; null means any. */
    senderId: uuid('sender_id'),
    /** The key that this one replaces. */
    rotatedFrom: uuid('rotated_from'),
    expiresAt: instant('expires_at'),
    /** So many days before its end its owners were last told of it. */
    expiryNoticedDays: integer('expiry_noticed_days'),
    lastUsedAt: instant('last_used_at'),
    lastUsedAddress: text('last_used_address'),
    lastUsedAgent: text('last_used_agent'),
    createdBy: uuid('created_by'),
    revokedAt: instant('revoked_at'),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    unique('api_keys_hash_unique').on(table.tenantId, table.keyHash),
    index('api_keys_hash_index').on(table.keyHash),
    index('api_keys_expiry_index')
      .on(table.expiresAt)
      .where(sql`expires_at is not null and revoked_at is null`),
    foreignKey({ columns: [table.tenantId], foreignColumns: [tenants.id] }).onDelete('cascade'),
  ],
)

/** The networks that a key was used from lately: what it is used from now is old, or new, by these. */
export const keyNetworks = tenantTable(
  'key_networks',
  {
    keyId: uuid('key_id').notNull(),
    /** An IPv4 /16 or an IPv6 /32. */
    network: text('network').notNull(),
    seenAt: instant('seen_at').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.keyId, table.network] }),
    foreignKey({ columns: [table.tenantId], foreignColumns: [tenants.id] }).onDelete('cascade'),
  ],
)
