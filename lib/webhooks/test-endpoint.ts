import { afterCommit, type TenantTx, withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { fromTypeId } from '@/lib/core/ids'
import { requirePermission } from '@/lib/core/permissions'
import type { DeliveryObject } from '@/lib/webhooks/delivery-schema'
import { findDelivery, findEndpoint } from '@/lib/webhooks/endpoint-store'
import { pingTo } from '@/lib/webhooks/examples'
import { kick } from '@/lib/webhooks/kick'
import { limitTrials } from '@/lib/webhooks/limit-trials'
import { presentDelivery } from '@/lib/webhooks/present-delivery'
import { holdLanes, insertDeliveries } from '@/lib/webhooks/queue-store'
import { recordAct } from '@/lib/webhooks/record-act'
import { insertEvent } from '@/lib/webhooks/store'

/**
 * Sends a `test.ping` to this endpoint alone, whatever events it wants: signed, retried and logged like any other,
 * and never counted against its health. Throws `not_found`, and `state_conflict` for one that is disabled.
 */
export async function testEndpoint(ctx: Ctx, { id }: { id: string }): Promise<DeliveryObject> {
  requirePermission(ctx, 'webhooks.write')
  const uuid = fromTypeId('endpoint', id)
  if (!uuid) throw new AppError('not_found')
  await limitTrials(ctx)
  return withTenant(ctx, async (tx) => {
    const delivery = await sendPing(tx, { uuid, id })
    const target = { type: 'webhook_endpoint', id }
    const after = { event_id: delivery.event_id }
    await recordAct(ctx, tx, { action: 'webhook_endpoint.tested', target, after })
    return delivery
  })
}

async function sendPing(tx: TenantTx, { uuid, id }: { uuid: string; id: string }): Promise<DeliveryObject> {
  await holdLanes(tx, [uuid])
  const found = await findEndpoint(tx, uuid)
  if (!found) throw new AppError('not_found')
  if (!found.endpoint.enabled)
    throw new AppError('state_conflict', { detail: 'The endpoint is disabled; enable it first.' })
  const eventType = 'test.ping'
  const eventId = await insertEvent(tx, { type: eventType, subjectId: id, data: pingTo(id) })
  const [deliveryId = ''] = await insertDeliveries(tx, [
    { endpointId: uuid, eventId, eventType, trigger: 'test' },
  ])
  afterCommit(tx, kick)
  const delivery = await findDelivery(tx, deliveryId)
  if (!delivery) throw new Error('The delivery was not stored.')
  return presentDelivery(delivery)
}
