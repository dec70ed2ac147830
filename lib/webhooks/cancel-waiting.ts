import { afterCommit, asSystem } from '@/db/tenant'
import { policy } from '@/lib/core/policy'
import {
  cancelBatch,
  cancelOrphans,
  healLane,
  type Stopped,
  selectOrphaned,
  selectOverlooked,
  selectStopped,
} from '@/lib/webhooks/cancel-system'
import { kick } from '@/lib/webhooks/kick'

const endpointsAtOnce = 50

/**
 * Cancels what waits for endpoints that were disabled or deleted, a batch in a transaction, so that nothing waits
 * long for their locks; what one round does not manage, the next does. Then makes due what was overlooked.
 */
export async function cancelWaiting(): Promise<{ canceled: number; healed: number }> {
  const canceled = await cancelAll(selectStopped, cancelBatch)
  return { canceled, healed: await healLanes() }
}

async function healLanes(): Promise<number> {
  let healed = 0
  for (const lane of await asSystem(selectOverlooked)) {
    const isHealed = await asSystem((tx) => {
      afterCommit(tx, kick)
      return healLane(tx, lane)
    })
    if (isHealed) healed++
  }
  return healed
}

/** The same for deliveries whose event is no longer kept: there is nothing to deliver. Part of the retention. */
export function cancelEventless(): Promise<number> {
  return cancelAll(selectOrphaned, cancelOrphans)
}

async function cancelAll(select: typeof selectStopped, cancel: typeof cancelBatch): Promise<number> {
  const end = Date.now() + policy.webhooks.watch.roundSeconds * 1_000
  for (let canceled = 0; ; ) {
    const stopped = await asSystem((tx) => select(tx, endpointsAtOnce))
    let done = 0
    for (const one of stopped) done += await cancelOne(one, cancel, end)
    canceled += done
    if (stopped.length < endpointsAtOnce || done === 0 || Date.now() > end) return canceled
  }
}

async function cancelOne(stopped: Stopped, cancel: typeof cancelBatch, end: number): Promise<number> {
  for (let canceled = 0; ; ) {
    const gone = await asSystem((tx) => cancel(tx, stopped))
    canceled += gone
    if (gone < policy.webhooks.cancelBatch || Date.now() > end) return canceled
  }
}
