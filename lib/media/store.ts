import { and, eq, isNull, sql, sum } from 'drizzle-orm'
import { media, mediaChunks } from '@/db/tables/media'
import type { TenantTx } from '@/db/tenant'
import { toTypeId } from '@/lib/core/ids'
import { toTimestamp } from '@/lib/core/time'
import type { MediaObject } from '@/lib/media/schema'

export type MediaRow = typeof media.$inferSelect
type New = Omit<typeof media.$inferInsert, 'expiresAt' | 'createdAt' | 'tenantId' | 'mode'>

const inDays = (days: number) => sql`clock_timestamp() + make_interval(days => ${days}::int)`

/** What is deleted is not there any more. */
export async function findMedia(
  tx: TenantTx,
  id: string,
): Promise<(MediaRow & { isExpired: boolean }) | null> {
  const [row] = await tx
    .select({ media, isExpired: sql<boolean>`coalesce(${media.expiresAt} <= clock_timestamp(), false)` })
    .from(media)
    .where(and(eq(media.id, id), isNull(media.deletedAt)))
  return row ? { ...row.media, isExpired: row.isExpired } : null
}

export async function insertMedia(tx: TenantTx, row: New, days: number): Promise<MediaRow> {
  const [made] = await tx
    .insert(media)
    .values({ ...row, expiresAt: inDays(days) })
    .returning()
  if (!made) throw new Error('The media was not kept.')
  return made
}

/** The id of the row that has this id of Meta's: the one that was there, or the one that it is now. */
export async function insertMediaOnce(
  tx: TenantTx,
  row: New & { metaId: string },
  days: number,
): Promise<string> {
  const [made] = await tx
    .insert(media)
    .values({ ...row, expiresAt: inDays(days) })
    .onConflictDoNothing()
    .returning({ id: media.id })
  if (made) return made.id
  const [known] = await tx.select({ id: media.id }).from(media).where(eq(media.metaId, row.metaId))
  if (!known) throw new Error("The media of this id of Meta's is not to be seen.")
  return known.id
}

/** Learns what Meta alone knew until somebody asked. */
export async function noteSize(tx: TenantTx, id: string, size: number): Promise<void> {
  await tx.update(media).set({ size }).where(eq(media.id, id))
}

/** The bytes that the files of this mode take up, those of this transaction too. */
export async function keptBytes(tx: TenantTx): Promise<number> {
  const [row] = await tx
    .select({ bytes: sum(media.size) })
    .from(media)
    .where(isNull(media.deletedAt))
  return Number(row?.bytes ?? 0)
}

export async function insertChunk(
  tx: TenantTx,
  mediaId: string,
  position: number,
  bytes: Buffer,
): Promise<void> {
  await tx.insert(mediaChunks).values({ mediaId, position, bytes })
}

export async function findChunk(tx: TenantTx, mediaId: string, position: number): Promise<Buffer | null> {
  const [row] = await tx
    .select({ bytes: mediaChunks.bytes })
    .from(mediaChunks)
    .where(and(eq(mediaChunks.mediaId, mediaId), eq(mediaChunks.position, position)))
  return row?.bytes ?? null
}

/** The row as it was; null when somebody else has deleted it. Its bytes go with it. */
export async function markDeleted(tx: TenantTx, id: string): Promise<MediaRow | null> {
  const [row] = await tx
    .update(media)
    .set({ deletedAt: sql`clock_timestamp()` })
    .where(and(eq(media.id, id), isNull(media.deletedAt)))
    .returning()
  if (row) await tx.delete(mediaChunks).where(eq(mediaChunks.mediaId, id))
  return row ?? null
}

export function presentMedia(row: MediaRow): MediaObject {
  return {
    object: 'media',
    id: toTypeId('media', row.id),
    direction: row.direction,
    sender_id: row.senderId && toTypeId('sender', row.senderId),
    mime_type: row.mimeType,
    size: row.size,
    sha256: row.sha256,
    file_name: row.fileName,
    mode: row.mode,
    expires_at: toTimestamp(row.expiresAt),
    created_at: toTimestamp(row.createdAt),
  }
}
