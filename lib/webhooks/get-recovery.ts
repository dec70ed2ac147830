import { type TenantTx, withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { fromTypeId } from '@/lib/core/ids'
import { requirePermission } from '@/lib/core/permissions'
import type { RecoveryObject } from '@/lib/webhooks/delivery-schema'
import { presentRecovery } from '@/lib/webhooks/present-recovery'
import {
  findProgress,
  findRecovery,
  findTarget,
  type RecoveryRow,
  selectRecoveries,
} from '@/lib/webhooks/recovery-store'

/** How far a recovery has come. Throws `not_found`. */
export async function getRecovery(ctx: Ctx, { id }: { id: string }): Promise<RecoveryObject> {
  requirePermission(ctx, 'webhooks.read')
  const uuid = fromTypeId('recovery', id)
  if (!uuid) throw new AppError('not_found')
  return withTenant(ctx, async (tx) => {
    const row = await findRecovery(tx, uuid)
    if (!row) throw new AppError('not_found')
    return withProgress(tx, row)
  })
}

const recent = 10

/** The latest recoveries of an endpoint, the newest first. Throws `not_found`. */
export async function listRecoveries(ctx: Ctx, { id }: { id: string }): Promise<RecoveryObject[]> {
  requirePermission(ctx, 'webhooks.read')
  const endpointId = fromTypeId('endpoint', id)
  if (!endpointId) throw new AppError('not_found')
  return withTenant(ctx, async (tx) => {
    if (!(await findTarget(tx, endpointId))) throw new AppError('not_found')
    const recoveries: RecoveryObject[] = []
    for (const row of await selectRecoveries(tx, endpointId, recent))
      recoveries.push(await withProgress(tx, row))
    return recoveries
  })
}

async function withProgress(tx: TenantTx, row: RecoveryRow): Promise<RecoveryObject> {
  return presentRecovery(row, await findProgress(tx, row))
}
