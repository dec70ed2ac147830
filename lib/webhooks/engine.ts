import { log } from '@/lib/core/log'
import { oncePerProcess } from '@/lib/core/once-per-process'
import { policy } from '@/lib/core/policy'
import { makeBell } from '@/lib/webhooks/bell'
import { makeDeliverer, type Turn } from '@/lib/webhooks/deliverer'
import { usualTerms } from '@/lib/webhooks/terms'

export type Engine = {
  /** There is something to deliver. Costs next to nothing, however often it is called. */
  wake(): void
  /** Takes up nothing more; resolves when what is under way has ended and is written. */
  stop(): Promise<void>
}

/** What is due, but locked by another process, is looked at again after this. */
const leastMilliseconds = 15
const faultMilliseconds = 1_000

/** The engines of this process: normally none or one. */
const running = oncePerProcess('webhook-engines', () => new Set<Engine>())

export function runningEngine(): Engine | undefined {
  const [engine] = running
  return engine
}

/**
 * Delivers for as long as the process lives: at once what it is told of, and within a quarter of a second what it is
 * not. All that it does is in the database; its timers are only the time until it looks there again.
 */
export function startEngine(terms = usualTerms): Engine {
  const bell = makeBell()
  const deliverer = makeDeliverer(terms, bell.ring)
  let isStopping = false

  async function lookAgain(): Promise<void> {
    while (!isStopping) {
      const pause = await deliverer.turn().then(pauseAfter, (error: unknown) => {
        log.error('webhooks could not be delivered', { err: error })
        return faultMilliseconds
      })
      if (!isStopping) await bell.wait(pause)
    }
  }

  const ended = lookAgain()
  const engine = {
    wake: () => {
      deliverer.expectEvents()
      bell.ring()
    },
    stop: async () => {
      isStopping = true
      running.delete(engine)
      bell.ring()
      await ended
      await deliverer.finish()
    },
  }
  running.add(engine)
  return engine
}

function pauseAfter({ taken, nextMilliseconds }: Turn): number {
  const next = Math.min(nextMilliseconds ?? Number.POSITIVE_INFINITY, policy.webhooks.pollMilliseconds)
  return taken > 0 || next === 0 ? Math.max(next, taken > 0 ? 0 : leastMilliseconds) : next
}
