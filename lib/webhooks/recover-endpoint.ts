import { afterCommit, withTenant } from '@/db/tenant'
import { recordAudit } from '@/lib/audit/record'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { fromTypeId, newUuid } from '@/lib/core/ids'
import { requirePermission } from '@/lib/core/permissions'
import { policy } from '@/lib/core/policy'
import { toTimestamp } from '@/lib/core/time'
import type { RecoveryObject } from '@/lib/webhooks/delivery-schema'
import { kick } from '@/lib/webhooks/kick'
import { findAnyEndpoint, insertRecovery, selectMissed } from '@/lib/webhooks/log-store'
import { presentRecovery } from '@/lib/webhooks/present-log'
import { insertDeliveries } from '@/lib/webhooks/queue-store'

type Input = { id: string; since: string; dryRun: boolean }

export async function recoverEndpoint(ctx: Ctx, { id, since, dryRun }: Input): Promise<RecoveryObject> {
  requirePermission(ctx, 'webhooks.write')
  const uuid = fromTypeId('endpoint', id)
  if (!uuid) throw new AppError('not_found')
  const from = new Date(since)
  const now = new Date()
  if (from.getTime() < now.getTime() - policy.webhooks.recoverDays * 86_400_000)
    throw new AppError('validation_failed', {
      faults: [{ path: 'since', message: `Must be at most ${policy.webhooks.recoverDays} days ago.` }],
    })
  return withTenant(ctx, async (tx) => {
    const endpoint = await findAnyEndpoint(tx, uuid)
    if (!endpoint || endpoint.deletedAt) throw new AppError('not_found')
    const missed = await selectMissed(tx, endpoint, from)
    if (dryRun)
      return {
        object: 'recovery',
        id: null,
        mode: ctx.mode,
        endpoint_id: id,
        since: toTimestamp(from),
        until: toTimestamp(now),
        dry_run: true,
        status: null,
        total: missed.length,
        queued: 0,
        delivered: 0,
        failed: 0,
        ended_at: null,
        created_at: toTimestamp(now),
      }
    if (!endpoint.enabled) throw new AppError('state_conflict', { detail: 'The endpoint is disabled.' })
    const total = missed.length
    const row = await insertRecovery(tx, {
      id: newUuid(),
      endpointId: uuid,
      since: from,
      until: now,
      total,
      queued: total,
    })
    if (!row) throw new AppError('state_conflict', { detail: 'A recovery of this endpoint is running.' })
    await insertDeliveries(
      tx,
      missed.map(({ id: eventId, type: eventType }) => ({
        endpointId: uuid,
        eventId,
        eventType,
        trigger: 'recovery',
        recoveryId: row.id,
      })),
    )
    const target = { type: 'webhook_endpoint', id } as const
    await recordAudit(ctx, tx, { action: 'recovery.started', target })
    afterCommit(tx, kick)
    return presentRecovery(row, { delivered: 0, failed: 0 })
  })
}
