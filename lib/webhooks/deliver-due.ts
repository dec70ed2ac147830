import { policy } from '@/lib/core/policy'
import { makeBell } from '@/lib/webhooks/bell'
import { makeDeliverer } from '@/lib/webhooks/deliverer'
import { runningEngine } from '@/lib/webhooks/engine'
import { usualTerms } from '@/lib/webhooks/terms'

/**
 * One round, for where no process delivers all the time: goes on until nothing is due and nothing is under way, or its
 * time is over. Where an engine runs in this process, it is only woken. Safe to run many at once.
 */
export async function deliverDue(terms = usualTerms): Promise<{ taken: number }> {
  const engine = runningEngine()
  if (engine) {
    engine.wake()
    return { taken: 0 }
  }
  const bell = makeBell()
  const deliverer = makeDeliverer(terms, bell.ring)
  const end = performance.now() + policy.webhooks.roundSeconds * 1_000
  let taken = 0
  try {
    while (performance.now() < end) {
      const turn = await deliverer.turn()
      taken += turn.taken
      const isDue = turn.taken > 0 || turn.nextMilliseconds === 0
      if (!isDue && !deliverer.isBusy()) break
      if (!isDue)
        await bell.wait(
          Math.min(
            turn.nextMilliseconds ?? policy.webhooks.pollMilliseconds,
            policy.webhooks.pollMilliseconds,
          ),
        )
    }
  } finally {
    await deliverer.finish()
  }
  return { taken }
}
