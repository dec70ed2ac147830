import type { z } from 'zod'
import { afterCommit, type TenantTx, withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { fromTypeId, toTypeId } from '@/lib/core/ids'
import { requirePermission } from '@/lib/core/permissions'
import { policy } from '@/lib/core/policy'
import type { DeliveryObject, ReplayInput, ReplaysObject } from '@/lib/webhooks/delivery-schema'
import { kick } from '@/lib/webhooks/kick'
import { type Replayable, selectDeliveriesById, selectReplayable } from '@/lib/webhooks/log-store'
import { presentDelivery } from '@/lib/webhooks/present-delivery'
import { insertDeliveries } from '@/lib/webhooks/queue-store'
import { recordAct } from '@/lib/webhooks/record-act'
import { whyNotReplayed } from '@/lib/webhooks/replay-rules'

/**
 * Sends the event of a delivery to its endpoint once more, as a delivery of its own. It has the same `webhook-id`, and
 * never counts for or against the endpoint. Throws `not_found`, and `state_conflict` where nothing can be sent.
 */
export async function replayDelivery(ctx: Ctx, { id }: { id: string }): Promise<DeliveryObject> {
  requirePermission(ctx, 'webhooks.write')
  const uuid = fromTypeId('delivery', id)
  return withTenant(ctx, async (tx) => {
    const [found] = uuid ? await selectReplayable(tx, [uuid], policy.webhooks.recoverDays) : []
    if (!found) throw new AppError('not_found')
    const detail = whyNotReplayed(found)
    if (detail) throw new AppError('state_conflict', { detail })
    const [made] = await queueAgain(tx, [found])
    if (!made) throw new Error('What is inserted can be read.')
    await recordAct(ctx, tx, {
      action: 'delivery.replayed',
      target: { type: 'delivery', id },
      after: { deliveries: [made.id] },
    })
    return made
  })
}

/** The same for many: what cannot be sent again is told of, and keeps none of the others. */
export async function replayDeliveries(
  ctx: Ctx,
  { ids }: z.output<typeof ReplayInput>,
): Promise<ReplaysObject> {
  requirePermission(ctx, 'webhooks.write')
  const asked = [...new Set(ids)].map((id) => ({ id, uuid: fromTypeId('delivery', id) }))
  const known = asked.flatMap(({ uuid }) => uuid ?? [])
  return withTenant(ctx, async (tx) => {
    const found = await selectReplayable(tx, known, policy.webhooks.recoverDays)
    const byId = new Map(found.map((one) => [one.delivery.id, one]))
    const replayed: Replayable[] = []
    const refused: ReplaysObject['refused'] = []
    for (const { id, uuid } of asked) {
      const one = uuid ? byId.get(uuid) : undefined
      if (!one) refused.push({ id, code: 'not_found' })
      else if (whyNotReplayed(one)) refused.push({ id, code: 'state_conflict' })
      else replayed.push(one)
    }
    const data = await queueAgain(tx, replayed)
    const [first] = replayed
    if (first)
      await recordAct(ctx, tx, {
        action: 'delivery.replayed',
        target: { type: 'delivery', id: toTypeId('delivery', first.delivery.id) },
        after: { deliveries: data.map(({ id }) => id) },
      })
    return { object: 'replays', data, refused }
  })
}

/** In the order in which they were asked for. */
async function queueAgain(tx: TenantTx, replayed: readonly Replayable[]): Promise<DeliveryObject[]> {
  const ids = await insertDeliveries(
    tx,
    replayed.map(({ delivery: { id, endpointId, eventId, eventType } }) => ({
      endpointId,
      eventId,
      eventType,
      trigger: 'replay',
      replayOf: id,
    })),
  )
  afterCommit(tx, kick)
  return (await selectDeliveriesById(tx, ids)).map(presentDelivery)
}
