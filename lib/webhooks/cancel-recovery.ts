import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { fromTypeId } from '@/lib/core/ids'
import { requirePermission } from '@/lib/core/permissions'
import type { RecoveryObject } from '@/lib/webhooks/delivery-schema'
import { presentRecovery } from '@/lib/webhooks/present-recovery'
import { recordAct } from '@/lib/webhooks/record-act'
import { findProgress, lockRecovery } from '@/lib/webhooks/recovery-store'
import { stopRecovery } from '@/lib/webhooks/run-recoveries'

/**
 * Stops a recovery: what waits of it is canceled, what is under way goes on. Throws `not_found`, and `state_conflict`
 * for one that has ended.
 */
export async function cancelRecovery(ctx: Ctx, { id }: { id: string }): Promise<RecoveryObject> {
  requirePermission(ctx, 'webhooks.write')
  const uuid = fromTypeId('recovery', id)
  if (!uuid) throw new AppError('not_found')
  return withTenant(ctx, async (tx) => {
    const running = await lockRecovery(tx, uuid)
    if (!running) throw new AppError('not_found')
    if (running.status !== 'running')
      throw new AppError('state_conflict', { detail: `This recovery is ${running.status}.` })
    const row = await stopRecovery(tx, running)
    const recovery = presentRecovery(row, await findProgress(tx, row))
    await recordAct(ctx, tx, {
      action: 'recovery.canceled',
      target: { type: 'recovery', id },
      after: { queued: recovery.queued, total: recovery.total },
    })
    return recovery
  })
}
