import { afterCommit, withTenant } from '@/db/tenant'
import { recordAudit } from '@/lib/audit/record'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { fromTypeId, toTypeId } from '@/lib/core/ids'
import { requirePermission } from '@/lib/core/permissions'
import type { DeliveryObject } from '@/lib/webhooks/delivery-schema'
import { findEndpoint, insertPing } from '@/lib/webhooks/endpoint-store'
import { pingExample } from '@/lib/webhooks/examples'
import { kick } from '@/lib/webhooks/kick'
import { listDeliveries } from '@/lib/webhooks/list-deliveries'
import { insertDeliveries } from '@/lib/webhooks/queue-store'

export async function testEndpoint(ctx: Ctx, { id }: { id: string }): Promise<DeliveryObject> {
  requirePermission(ctx, 'webhooks.write')
  const uuid = fromTypeId('endpoint', id)
  if (!uuid) throw new AppError('not_found')
  const made = await withTenant(ctx, async (tx) => {
    if (!(await findEndpoint(tx, uuid))) throw new AppError('not_found')
    const eventId = await insertPing(tx, id, { ...pingExample, endpoint_id: id })
    const ids = await insertDeliveries(tx, [
      { endpointId: uuid, eventId, eventType: 'test.ping', trigger: 'test' },
    ])
    await recordAudit(ctx, tx, {
      action: 'webhook_endpoint.tested',
      target: { type: 'webhook_endpoint', id },
    })
    afterCommit(tx, kick)
    return ids.map((delivery) => toTypeId('delivery', delivery))
  })
  const { data } = await listDeliveries(ctx, { limit: 10, endpoint: id })
  const delivery = data.find((row) => made.includes(row.id))
  if (!delivery) throw new Error('The test event was not queued.')
  return delivery
}
