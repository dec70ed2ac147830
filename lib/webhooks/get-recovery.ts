import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { fromTypeId } from '@/lib/core/ids'
import { requirePermission } from '@/lib/core/permissions'
import type { RecoveryObject } from '@/lib/webhooks/delivery-schema'
import { countOfRecovery, findRecovery, selectRecoveries } from '@/lib/webhooks/log-store'
import { presentRecovery } from '@/lib/webhooks/present-log'

export async function getRecovery(ctx: Ctx, { id }: { id: string }): Promise<RecoveryObject> {
  requirePermission(ctx, 'webhooks.read')
  const uuid = fromTypeId('recovery', id)
  if (!uuid) throw new AppError('not_found')
  return withTenant(ctx, async (tx) => {
    const row = await findRecovery(tx, uuid)
    if (!row) throw new AppError('not_found')
    return presentRecovery(row, await countOfRecovery(tx, uuid))
  })
}

export async function listRecoveries(ctx: Ctx, { id }: { id: string }): Promise<RecoveryObject[]> {
  requirePermission(ctx, 'webhooks.read')
  const uuid = fromTypeId('endpoint', id)
  if (!uuid) throw new AppError('not_found')
  return withTenant(ctx, async (tx) => {
    const data: RecoveryObject[] = []
    for (const row of await selectRecoveries(tx, uuid))
      data.push(presentRecovery(row, await countOfRecovery(tx, row.id)))
    return data
  })
}
