import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { fromTypeId } from '@/lib/core/ids'
import { requirePermission } from '@/lib/core/permissions'
import type { DeliveryDetail } from '@/lib/webhooks/delivery-schema'
import { eventBody } from '@/lib/webhooks/event-body'
import { findAnyEndpoint, findDeliveries, findEvent, selectAttempts } from '@/lib/webhooks/log-store'
import { presentAttempt, presentDelivery } from '@/lib/webhooks/present-log'

export async function getDelivery(ctx: Ctx, { id }: { id: string }): Promise<DeliveryDetail> {
  requirePermission(ctx, 'webhooks.read')
  const uuid = fromTypeId('delivery', id)
  if (!uuid) throw new AppError('not_found')
  return withTenant(ctx, async (tx) => {
    const [row] = await findDeliveries(tx, [uuid])
    if (!row) throw new AppError('not_found')
    const event = await findEvent(tx, row.eventId)
    const endpoint = await findAnyEndpoint(tx, row.endpointId)
    const attempts = await selectAttempts(tx, row.id)
    return {
      ...presentDelivery(row),
      url: endpoint?.url ?? '',
      body: event ? eventBody(event) : '',
      attempts: attempts.map(presentAttempt),
    }
  })
}
