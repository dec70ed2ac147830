import { foreignKey, index, integer, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { bytea, createdAt, instant, modeTable } from '@/db/define'
import { tenants } from '@/db/tables/tenants'

/** A file that was uploaded to be sent, or that a person sent. Live ones are kept by Meta, and fetched on demand. */
export const media = modeTable(
  'media',
  {
    id: uuid('id').notNull(),
    direction: text('direction', { enum: ['outbound', 'inbound'] }).notNull(),
    /** Whose number holds it at Meta. */
    senderId: uuid('sender_id'),
    metaId: text('meta_id'),
    mimeType: text('mime_type').notNull(),
    size: integer('size'),
    sha256: text('sha256'),
    fileName: text('file_name'),
    /** When Meta forgets it. */
    expiresAt: instant('expires_at'),
    deletedAt: instant('deleted_at'),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    uniqueIndex('media_meta_unique').on(table.tenantId, table.mode, table.metaId),
    index('media_created_index').on(table.createdAt),
    foreignKey({ columns: [table.tenantId], foreignColumns: [tenants.id] }).onDelete('cascade'),
  ],
)

/** The bytes of test mode's files, which never reach Meta. */
export const mediaChunks = modeTable(
  'media_chunks',
  {
    mediaId: uuid('media_id').notNull(),
    position: integer('position').notNull(),
    bytes: bytea('bytes').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.mediaId, table.position] }),
    index('media_chunks_created_index').on(table.createdAt),
    foreignKey({
      columns: [table.tenantId, table.mediaId],
      foreignColumns: [media.tenantId, media.id],
    }).onDelete('cascade'),
  ],
)
