import { type TenantTx, withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { fromTypeId } from '@/lib/core/ids'
import { requirePermission } from '@/lib/core/permissions'
import { findWindows } from '@/lib/messages/find-windows'
import type { MessageDetail } from '@/lib/messages/list-schema'
import { findMessage } from '@/lib/messages/list-store'
import { presentDetail } from '@/lib/messages/present-listed'
import { maySeeContent, showMessage } from '@/lib/messages/show-message'
import { messageTimeline } from '@/lib/messages/timeline'
import { withOrigins } from '@/lib/messages/with-origins'

/** Throws `not_found` for an id that is malformed, unknown, of the other mode or of another tenant: all look alike. */
export async function getMessage(ctx: Ctx, { id }: { id: string }): Promise<MessageDetail> {
  requirePermission(ctx, 'messages.read')
  const uuid = fromTypeId('message', id)
  const found = uuid && (await withTenant(ctx, (tx) => findWithWindow(tx, uuid)))
  if (!found) throw new AppError('not_found')
  const { row, window } = found
  const detail = presentDetail(row, window)
  return {
    ...showMessage(ctx, detail),
    // The number stands in it, in base64.
    provider_message_id: maySeeContent(ctx) ? detail.provider_message_id : null,
    timeline: messageTimeline(row),
  }
}

async function findWithWindow(tx: TenantTx, id: string) {
  const found = await findMessage(tx, id)
  const [row] = found ? await withOrigins(tx, [found]) : []
  if (!row) return null
  const windowOf = await findWindows(tx, [row])
  return { row, window: windowOf(row) }
}
