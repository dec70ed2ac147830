import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { hashWorker } from '@/lib/auth/hash-worker'
import { AppError } from '@/lib/core/errors'
import { oncePerProcess } from '@/lib/core/once-per-process'
import type { Derivation, Derive } from '@/lib/core/password'
import { policy } from '@/lib/core/policy'

type Job = Derivation & { resolve: (hash: Uint8Array) => void; reject: (error: unknown) => void }
export type HashPool = { derive: Derive; waiting: () => number }

/**
 * Hashes a password on threads that nothing else uses: each hash fills a core for a third of a second, and those of
 * libuv, of which there are four, also look up names and read files. Throws `unavailable` when too many wait already.
 */
export const derive: Derive = (derivation) => thePool().derive(derivation)

function thePool(): HashPool {
  return oncePerProcess('hash-pool', () => makeHashPool({ size: poolSize(availableParallelism()) }))
}

/** One core is left to everything else, where there is more than one. */
export function poolSize(cores: number): number {
  return Math.min(policy.passwords.workersMax, Math.max(1, cores - 1))
}

export function makeHashPool({
  size,
  queueLimit = policy.passwords.queueLimit,
}: {
  size: number
  queueLimit?: number
}): HashPool {
  const queue: Job[] = []
  const idle: Thread[] = []
  let threads = 0

  function work(): void {
    const job = queue[0]
    const thread = job && (idle.pop() ?? (threads < size ? begin() : undefined))
    if (!job || !thread) return
    queue.shift()
    thread.run(job)
  }

  function begin(): Thread {
    threads++
    return startThread({
      whenIdle: (thread) => {
        idle.push(thread)
        work()
      },
      whenGone: (thread) => {
        threads--
        if (idle.includes(thread)) idle.splice(idle.indexOf(thread), 1)
        work()
      },
    })
  }

  return {
    waiting: () => queue.length,
    derive: ({ password, salt, iterations }) =>
      new Promise((resolve, reject) => {
        if (queue.length >= queueLimit && idle.length === 0 && threads >= size)
          return reject(new AppError('unavailable', { retryAfterSeconds: policy.passwords.retrySeconds }))
        queue.push({ password, salt, iterations, resolve, reject })
        work()
      }),
  }
}

type Thread = { run: (job: Job) => void }
type Events = { whenIdle: (thread: Thread) => void; whenGone: (thread: Thread) => void }

/** Keeps the process alive only while it hashes. A thread that breaks takes its one job with it, and no other. */
function startThread({ whenIdle, whenGone }: Events): Thread {
  const worker = new Worker(hashWorker, { eval: true, name: 'password hash' })
  worker.unref()
  let running: Job | undefined

  const thread: Thread = {
    run(job) {
      running = job
      worker.ref()
      const { password, salt, iterations } = job
      worker.postMessage({ password, salt, iterations })
    },
  }
  worker.on('message', (hash: Uint8Array) => {
    running?.resolve(hash)
    running = undefined
    worker.unref()
    whenIdle(thread)
  })
  worker.on('error', (cause) => running?.reject(new AppError('internal_error', { cause })))
  worker.on('exit', () => {
    running?.reject(new AppError('unavailable', { retryAfterSeconds: policy.passwords.retrySeconds }))
    running = undefined
    whenGone(thread)
  })
  return thread
}
