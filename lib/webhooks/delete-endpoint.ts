import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { fromTypeId } from '@/lib/core/ids'
import { requirePermission } from '@/lib/core/permissions'
import { toldOf } from '@/lib/webhooks/endpoint-rules'
import type { DeletedEndpoint } from '@/lib/webhooks/endpoint-schema'
import { findEndpoint, markDeleted } from '@/lib/webhooks/endpoint-store'
import { holdLanes } from '@/lib/webhooks/queue-store'
import { recordEndpoint } from '@/lib/webhooks/record-endpoint'

/**
 * Nothing is attempted any more from the commit on; what waits is canceled. What was delivered can still be read.
 * Throws `not_found`, also the second time.
 */
export async function deleteEndpoint(ctx: Ctx, { id }: { id: string }): Promise<DeletedEndpoint> {
  requirePermission(ctx, 'webhooks.write')
  const uuid = fromTypeId('endpoint', id)
  if (!uuid) throw new AppError('not_found')
  await withTenant(ctx, async (tx) => {
    await holdLanes(tx, [uuid])
    const found = await findEndpoint(tx, uuid)
    if (!found) throw new AppError('not_found')
    await markDeleted(tx, uuid)
    const before = { ...toldOf(found.endpoint) }
    await recordEndpoint(ctx, tx, { action: 'webhook_endpoint.deleted', id, before, change: 'deleted' })
  })
  return { object: 'webhook_endpoint', id, deleted: true }
}
