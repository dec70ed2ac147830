import { type TenantTx, withTenant } from '@/db/tenant'
import { recordAudit } from '@/lib/audit/record'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { fromTypeId } from '@/lib/core/ids'
import { requirePermission } from '@/lib/core/permissions'
import { deleteAtMeta } from '@/lib/gateways/meta-media'
import type { DeletedMedia } from '@/lib/media/schema'
import { type MediaRow, markDeleted } from '@/lib/media/store'
import { findCredentials } from '@/lib/senders/credentials'

/**
 * Deletes a file here at once, and then at Meta, which would otherwise forget it in its own time. Throws `not_found`,
 * also for one that is deleted already.
 */
export async function deleteMedia(ctx: Ctx, { id }: { id: string }): Promise<DeletedMedia> {
  requirePermission(ctx, 'messages.write')
  const uuid = fromTypeId('media', id)
  const found = uuid && (await withTenant(ctx, (tx) => remove(ctx, tx, uuid, id)))
  if (!found) throw new AppError('not_found')
  const { metaId } = found.row
  const { credentials } = found
  if (metaId && credentials) ctx.defer(async () => void (await deleteAtMeta(credentials, metaId)))
  return { object: 'media', id, deleted: true }
}

async function remove(ctx: Ctx, tx: TenantTx, uuid: string, id: string) {
  const row = await markDeleted(tx, uuid)
  if (!row) return null
  const credentials = await credentialsOf(ctx, tx, row)
  if (ctx.actor.type === 'user')
    await recordAudit(ctx, tx, { action: 'media.deleted', target: { type: 'media', id } })
  return { row, credentials }
}

async function credentialsOf(ctx: Ctx, tx: TenantTx, { senderId }: MediaRow) {
  return ctx.mode === 'live' && senderId ? findCredentials(ctx, tx, senderId) : null
}
