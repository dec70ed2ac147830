import type { z } from 'zod'
import { type TenantTx, withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import type { CamelKeys } from '@/lib/core/endpoint'
import { AppError } from '@/lib/core/errors'
import { fromTypeId, toTypeId } from '@/lib/core/ids'
import { requirePermission } from '@/lib/core/permissions'
import { policy } from '@/lib/core/policy'
import { toTimestamp } from '@/lib/core/time'
import type { RecoverInput, RecoveryObject } from '@/lib/webhooks/delivery-schema'
import { findFeedEnd, findPlaceOfTime } from '@/lib/webhooks/feed-store'
import { presentRecovery } from '@/lib/webhooks/present-recovery'
import { firstId } from '@/lib/webhooks/range-rules'
import { recordAct } from '@/lib/webhooks/record-act'
import { whyNotSince } from '@/lib/webhooks/recovery-rules'
import {
  countMissed,
  findTarget,
  insertRecovery,
  isRecovering,
  type Search,
} from '@/lib/webhooks/recovery-store'
import { runDueRecoveries } from '@/lib/webhooks/run-recoveries'

type Input = CamelKeys<z.output<typeof RecoverInput>> & { id: string }

/**
 * Sends an endpoint everything since a time that it would have got and has not, a little at a time; a dry run only
 * counts it. Throws `not_found`, `validation_failed` for a time that is too long ago or to come, and `state_conflict`
 * while the endpoint is disabled or another recovery of it is running.
 */
export async function recoverEndpoint(ctx: Ctx, { id, since, dryRun }: Input): Promise<RecoveryObject> {
  requirePermission(ctx, 'webhooks.write')
  const endpointId = fromTypeId('endpoint', id)
  if (!endpointId) throw new AppError('not_found')
  const recovery = await withTenant(ctx, async (tx) => {
    const target = await findTarget(tx, endpointId)
    if (!target || target.deletedAt) throw new AppError('not_found')
    const fault = whyNotSince(new Date(since), target.now)
    if (fault) throw new AppError('validation_failed', { faults: [{ path: 'since', message: fault }] })
    if (!dryRun) await requireFree(tx, endpointId, target.enabled)
    const from = new Date(Math.max(new Date(since).getTime(), target.createdAt.getTime()))
    const { eventTypes, now } = target
    const search = { endpointId, eventTypes, since: from, fromId: firstId(from) }
    const lastPosition = await findFeedEnd(tx)
    const place = await findPlaceOfTime(tx, search.fromId)
    const position = place === null || place > lastPosition ? lastPosition : place - 1n
    const total = await countInStretches(tx, { ...search, after: position, upTo: lastPosition })
    if (dryRun) return counted(ctx, id, { since: from, until: now, total })
    const row = await insertRecovery(tx, {
      ...{ endpointId, since: from, until: now, total, position, lastPosition },
    })
    if (!row) throw alreadyRunning()
    await recordAct(ctx, tx, {
      action: 'recovery.started',
      target: { type: 'recovery', id: toTypeId('recovery', row.id) },
      after: { endpoint_id: id, since: toTimestamp(from), total },
    })
    return presentRecovery(row, { waiting: 0, failed: 0 })
  })
  if (!dryRun) ctx.defer(async () => void (await runDueRecoveries()))
  return recovery
}

async function requireFree(tx: TenantTx, endpointId: string, enabled: boolean): Promise<void> {
  if (!enabled) throw new AppError('state_conflict', { detail: 'The endpoint is disabled; enable it first.' })
  if (await isRecovering(tx, endpointId)) throw alreadyRunning()
}

function alreadyRunning(): AppError {
  return new AppError('state_conflict', { detail: 'A recovery of this endpoint is running already.' })
}

/** Stretch by stretch, so that no statement takes long; and not for ever. */
async function countInStretches(tx: TenantTx, search: Search): Promise<number> {
  const { recovery: stretch, counted: most } = policy.webhooks.scan
  const end = search.after + BigInt(most) < search.upTo ? search.after + BigInt(most) : search.upTo
  let total = 0
  for (let after = search.after; after < end; after += BigInt(stretch)) {
    const upTo = after + BigInt(stretch) < end ? after + BigInt(stretch) : end
    total += await countMissed(tx, { ...search, after, upTo })
  }
  return total
}

function counted(
  { mode }: Ctx,
  endpointId: string,
  { since, until, total }: { since: Date; until: Date; total: number },
): RecoveryObject {
  return {
    object: 'recovery',
    id: null,
    mode,
    endpoint_id: endpointId,
    since: toTimestamp(since),
    until: toTimestamp(until),
    dry_run: true,
    status: null,
    total,
    ...{ queued: 0, delivered: 0, failed: 0 },
    ended_at: null,
    created_at: toTimestamp(until),
  }
}
