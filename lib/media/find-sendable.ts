import type { TenantTx } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { fromTypeId } from '@/lib/core/ids'
import { findKeptMedia } from '@/lib/media/sendable-store'

/** A file that this number can send, or null: unknown, deleted, forgotten by Meta, or kept for another number. */
export async function findSendableMedia(
  ctx: Ctx,
  tx: TenantTx,
  mediaId: string,
  senderId: string,
): Promise<{ metaId: string; mimeType: string; size: number | null } | null> {
  const id = fromTypeId('media', mediaId)
  const row = id === null ? null : await findKeptMedia(tx, id)
  if (!row || (row.senderId !== null && row.senderId !== senderId)) return null
  const metaId = row.metaId ?? (ctx.mode === 'test' ? mediaId : null)
  return metaId === null ? null : { metaId, mimeType: row.mimeType, size: row.size }
}
