import { afterCommit, asSystem, type TenantTx, withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { jobContext } from '@/lib/core/job-context'
import { log } from '@/lib/core/log'
import { policy } from '@/lib/core/policy'
import { kick } from '@/lib/webhooks/kick'
import { holdLanes, insertDeliveries } from '@/lib/webhooks/queue-store'
import { firstId } from '@/lib/webhooks/range-rules'
import {
  advanceRecovery,
  cancelWaiting,
  countWaiting,
  endRecovery,
  findTarget,
  lockRecovery,
  type RecoveryRow,
  selectMissed,
} from '@/lib/webhooks/recovery-store'
import { takeDueRecovery } from '@/lib/webhooks/recovery-system'

const { waiting: mostWaiting, batch, leaseSeconds, pauseMilliseconds, perRun } = policy.webhooks.recovery
const leaseMilliseconds = leaseSeconds * 1_000

/** Goes on with every recovery that is due, each until its part of the queue is full. */
export async function runDueRecoveries(): Promise<{ recoveries: number; queued: number }> {
  let recoveries = 0
  let queued = 0
  while (recoveries < perRun) {
    const due = await asSystem(takeDueRecovery)
    if (!due) break
    recoveries++
    queued += await goOn(jobContext('recoveries', due), due.id)
  }
  return { recoveries, queued }
}

/**
 * Queues as much of it as there is room for, and says how much that was. What fails here is tried again when its lease
 * has ended, from where the last batch did.
 */
export async function goOn(ctx: Ctx, id: string): Promise<number> {
  let queued = 0
  try {
    for (;;) {
      const step = await withTenant(ctx, (tx) => takeStep(tx, id))
      queued += step.queued
      if (!step.hasMore) return queued
    }
  } catch (error) {
    log.error('a recovery stopped', { err: error })
    return queued
  }
}

type Step = { queued: number; hasMore: boolean }
const rest: Step = { queued: 0, hasMore: false }

/**
 * A batch of events goes into the queue in the transaction in which the recovery's place moves past them: whoever goes
 * on, after whatever happened, puts none there twice.
 */
async function takeStep(tx: TenantTx, id: string): Promise<Step> {
  const recovery = await lockRecovery(tx, id)
  if (recovery?.status !== 'running') return rest
  const target = await findTarget(tx, recovery.endpointId)
  if (!target?.enabled || target.deletedAt) {
    await stopRecovery(tx, recovery)
    return rest
  }
  const { endpointId, since, position, lastPosition } = recovery
  const waiting = await countWaiting(tx, recovery)
  const room = Math.min(batch, mostWaiting - waiting)
  const isThrough = position >= lastPosition
  if (isThrough && waiting === 0) {
    await endRecovery(tx, id, 'done')
    return rest
  }
  if (isThrough || room <= 0) {
    await advanceRecovery(tx, id, { position, queued: 0, restMilliseconds: pauseMilliseconds })
    return rest
  }
  const stretchEnd = position + BigInt(policy.webhooks.scan.recovery)
  const upTo = stretchEnd < lastPosition ? stretchEnd : lastPosition
  const search = { endpointId, eventTypes: target.eventTypes, since, fromId: firstId(since) }
  const missed = await selectMissed(tx, { ...search, after: position, upTo }, room)
  await insertDeliveries(
    tx,
    missed.map(({ id: eventId, type: eventType }) => ({
      ...{ endpointId, eventId, eventType, trigger: 'recovery' as const },
      recoveryId: id,
    })),
  )
  const last = missed.length === room ? missed.at(-1)?.position : null
  const next = last ?? upTo
  await advanceRecovery(tx, id, {
    position: next,
    queued: missed.length,
    restMilliseconds: leaseMilliseconds,
  })
  if (missed.length > 0) afterCommit(tx, kick)
  return { queued: missed.length, hasMore: true }
}

/** Ends it, and takes what waits of it out of the queue. The caller holds the recovery. */
export async function stopRecovery(tx: TenantTx, recovery: RecoveryRow): Promise<RecoveryRow> {
  await holdLanes(tx, [recovery.endpointId])
  await cancelWaiting(tx, recovery)
  return endRecovery(tx, recovery.id, 'canceled')
}
