import { withTenant } from '@/db/tenant'
import { recordAudit } from '@/lib/audit/record'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { fromTypeId } from '@/lib/core/ids'
import { requirePermission } from '@/lib/core/permissions'
import type { RecoveryObject } from '@/lib/webhooks/delivery-schema'
import { getRecovery } from '@/lib/webhooks/get-recovery'
import { endRecovery, findRecovery } from '@/lib/webhooks/log-store'
import { holdLanes } from '@/lib/webhooks/queue-store'

export async function cancelRecovery(ctx: Ctx, { id }: { id: string }): Promise<RecoveryObject> {
  requirePermission(ctx, 'webhooks.write')
  const uuid = fromTypeId('recovery', id)
  if (!uuid) throw new AppError('not_found')
  await withTenant(ctx, async (tx) => {
    const row = await findRecovery(tx, uuid)
    if (!row) throw new AppError('not_found')
    await holdLanes(tx, [row.endpointId])
    await endRecovery(tx, uuid)
    const target = { type: 'recovery', id } as const
    await recordAudit(ctx, tx, { action: 'recovery.canceled', target })
  })
  return getRecovery(ctx, { id })
}
