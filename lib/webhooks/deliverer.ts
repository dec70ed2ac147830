import { log } from '@/lib/core/log'
import { policy } from '@/lib/core/policy'
import { attempt } from '@/lib/webhooks/attempt'
import { type Claim, claimDeliveries } from '@/lib/webhooks/claim'
import { fanOut } from '@/lib/webhooks/fan-out'
import { makeSettler } from '@/lib/webhooks/settler'
import type { Terms } from '@/lib/webhooks/terms'

export type Turn = {
  taken: number
  /** Until there may be something to do that nobody tells of; null when nothing waits at all. */
  nextMilliseconds: number | null
}

/**
 * Fans out, claims and sends, as much at once as a process may. `onRoom` is called when there may be something to claim
 * again: an attempt has ended, or was written.
 */
export function makeDeliverer(terms: Terms, onRoom: () => void) {
  const { concurrent } = policy.webhooks
  const settler = makeSettler(onRoom)
  const running = new Set<Promise<void>>()
  let hasEvents = true
  let placing: Promise<void> | undefined

  async function send(claim: Claim): Promise<void> {
    try {
      const result = await attempt(claim, terms)
      if (result) settler.add(result)
      else
        log.warn('a webhook attempt was left to others: its lease was about to end', { delivery: claim.id })
    } catch (error) {
      log.error('a webhook attempt broke off', { delivery: claim.id, err: error })
    }
  }

  /** Beside the claims: what waits already does not wait for what is new. */
  function placeEvents(): void {
    if (!hasEvents || placing) return
    hasEvents = false
    placing = fanOut()
      .then(({ placed }) => {
        hasEvents ||= placed > 0
        if (placed > 0) onRoom()
      })
      .catch((error: unknown) => log.error('events could not be fanned out', { err: error }))
      .finally(() => {
        placing = undefined
      })
  }

  return {
    /** There are new events. */
    expectEvents(): void {
      hasEvents = true
    },

    /** One look at what is due. Does not wait for what it sends. */
    async turn(): Promise<Turn> {
      placeEvents()
      const free = concurrent.all - running.size
      const { claims, unplaced, nextMilliseconds } = await claimDeliveries(free, terms)
      for (const claim of claims) {
        const work = send(claim).finally(() => {
          const wasFull = running.size >= concurrent.all
          running.delete(work)
          if (wasFull) onRoom()
        })
        running.add(work)
      }
      // Of events that come while others are placed nobody else may tell.
      hasEvents ||= unplaced
      placeEvents()
      // What is full is told when there is room.
      const next = running.size >= concurrent.all ? null : nextMilliseconds
      return { taken: claims.length, nextMilliseconds: next }
    },

    /** Something is under way, or not yet written: more may be due once it is. */
    isBusy: () => running.size > 0 || placing !== undefined || settler.isBusy(),

    /** Waits for what is under way, and until it is written. */
    async finish(): Promise<void> {
      await placing
      while (running.size > 0) await Promise.all(running)
      await settler.close()
    },
  }
}
