import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { fromTypeId } from '@/lib/core/ids'
import { requirePermission } from '@/lib/core/permissions'
import type { MediaObject } from '@/lib/media/schema'
import { findMedia, presentMedia } from '@/lib/media/store'

/** Throws `not_found` for an id that is malformed, unknown, deleted, of the other mode or of another tenant. */
export async function getMedia(ctx: Ctx, { id }: { id: string }): Promise<MediaObject> {
  requirePermission(ctx, 'messages.read')
  const uuid = fromTypeId('media', id)
  const row = uuid && (await withTenant(ctx, (tx) => findMedia(tx, uuid)))
  if (!row) throw new AppError('not_found')
  return presentMedia(row)
}
