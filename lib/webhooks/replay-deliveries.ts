import { z } from 'zod'
import { afterCommit, withTenant } from '@/db/tenant'
import { recordAudit } from '@/lib/audit/record'
import type { Ctx } from '@/lib/core/context'
import { AppError, type ErrorCode } from '@/lib/core/errors'
import { fromTypeId, toTypeId } from '@/lib/core/ids'
import { requirePermission } from '@/lib/core/permissions'
import type { DeliveryObject } from '@/lib/webhooks/delivery-schema'
import { kick } from '@/lib/webhooks/kick'
import { findAnyEndpoint, findDeliveries } from '@/lib/webhooks/log-store'
import { presentDelivery } from '@/lib/webhooks/present-log'
import { insertDeliveries } from '@/lib/webhooks/queue-store'

export const ReplayInput = z.strictObject({ ids: z.array(z.string()).min(1).max(100) })
type Refused = { id: string; code: ErrorCode }
type Replays = { object: 'replays'; data: DeliveryObject[]; refused: Refused[] }

export async function replayDeliveries(ctx: Ctx, { ids }: { ids: string[] }): Promise<Replays> {
  requirePermission(ctx, 'webhooks.write')
  return withTenant(ctx, async (tx) => {
    const refused: Refused[] = []
    const queued: string[] = []
    for (const id of new Set(ids)) {
      const uuid = fromTypeId('delivery', id)
      const [row] = uuid ? await findDeliveries(tx, [uuid]) : []
      const endpoint = row && (await findAnyEndpoint(tx, row.endpointId))
      const isOpen = endpoint?.enabled && endpoint.deletedAt === null
      if (!row || !isOpen) {
        refused.push({ id, code: row ? 'state_conflict' : 'not_found' })
        continue
      }
      const { endpointId, eventId, eventType } = row
      queued.push(
        ...(await insertDeliveries(tx, [
          { endpointId, eventId, eventType, trigger: 'replay', replayOf: row.id },
        ])),
      )
    }
    const rows = queued.length > 0 ? await findDeliveries(tx, queued) : []
    for (const row of rows) {
      const target = { type: 'delivery', id: toTypeId('delivery', row.id) } as const
      await recordAudit(ctx, tx, { action: 'delivery.replayed', target })
    }
    afterCommit(tx, kick)
    return { object: 'replays', data: rows.map(presentDelivery), refused }
  })
}

export async function replayDelivery(ctx: Ctx, { id }: { id: string }): Promise<DeliveryObject> {
  const { data, refused } = await replayDeliveries(ctx, { ids: [id] })
  const [made] = data
  if (!made)
    throw new AppError(refused[0]?.code ?? 'not_found', {
      detail: refused[0]?.code === 'state_conflict' ? 'Its endpoint is disabled or was deleted.' : undefined,
    })
  return made
}
