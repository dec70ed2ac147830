import type { TenantTx } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { fromTypeId } from '@/lib/core/ids'
import type { SendableMedia } from '@/lib/media/schema'
import { findMedia } from '@/lib/media/store'

/**
 * What a message from this number needs to carry the file, or null when it cannot: `explainUnsendable` says why. At
 * Meta a file belongs to the number it was uploaded for, and is not copied to another. In test mode, where nothing
 * reaches Meta, our own id stands for Meta's.
 */
export async function findSendableMedia(
  ctx: Ctx,
  tx: TenantTx,
  mediaId: string,
  senderId: string,
): Promise<SendableMedia | null> {
  const { row } = await judge(ctx, tx, mediaId, senderId)
  return row && { metaId: row.metaId ?? mediaId, mimeType: row.mimeType, size: row.size }
}

/** Why this number cannot send the file, in a sentence for whoever asked. */
export async function explainUnsendable(
  ctx: Ctx,
  tx: TenantTx,
  mediaId: string,
  senderId: string,
): Promise<string> {
  const { reason } = await judge(ctx, tx, mediaId, senderId)
  return reason ?? 'The file can be sent.'
}

async function judge(ctx: Ctx, tx: TenantTx, mediaId: string, senderId: string) {
  const uuid = fromTypeId('media', mediaId)
  const row = uuid && (await findMedia(tx, uuid))
  const refuse = (reason: string) => ({ row: null, reason })
  if (!row) return refuse('There is no such file. It may have been deleted.')
  if (row.direction === 'inbound')
    return refuse('A file that was received cannot be sent on. Upload it first.')
  if (row.isExpired) return refuse('WhatsApp has forgotten this file after 30 days. Upload it again.')
  if (row.senderId !== senderId)
    return refuse('The file was uploaded for another number. Upload it again with `from` naming this one.')
  if (ctx.mode === 'live' && row.metaId === null)
    return refuse('The file is not at WhatsApp. Upload it again.')
  return { row, reason: null }
}
