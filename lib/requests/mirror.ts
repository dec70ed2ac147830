import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { callAsSystem } from '@/db/tenant'
import { runInBackground } from '@/lib/core/background'
import type { Times } from '@/lib/requests/admission'

const Answer = z.tuple([z.object({ rate_record: z.int() })])
const againMilliseconds = 1_000

export type Mirror = ReturnType<typeof makeMirror>

/**
 * Tells Postgres, a moment later and many at once, whom Redis let in, and hears from it whether anyone has had to
 * count without Redis of late: then Redis does not know everything, and its word is not taken.
 */
export function makeMirror(times: Times) {
  const { windowMilliseconds, marginMilliseconds, mirrorMilliseconds, trustMilliseconds } = times
  let unwritten = new Map<string, number>()
  let running: Promise<void> | undefined
  let following: Promise<void> | undefined
  let isPlanned = false
  let hasFailed = false
  /** To be said with the next call: that Redis misses what is counted from now on. */
  let newDistrust = 0
  let heardAt = Number.NEGATIVE_INFINITY
  let distrustedUntil = Number.NEGATIVE_INFINITY
  let distrustedSince = Number.NEGATIVE_INFINITY
  let note = { at: Number.NEGATIVE_INFINITY, written: Promise.resolve() }

  async function write(): Promise<void> {
    const batch = unwritten
    unwritten = new Map()
    const distrust = newDistrust
    newDistrust = 0
    const startedAt = performance.now()
    try {
      const args = [[...batch.keys()], [...batch.values()], windowMilliseconds, distrust]
      const [{ rate_record: milliseconds }] = Answer.parse(await callAsSystem('rate_record', args))
      hear(startedAt, milliseconds)
      hasFailed = false
    } catch (error) {
      hasFailed = true
      for (const [subject, count] of batch) add(subject, count)
      throw error
    }
  }

  function hear(startedAt: number, distrustMilliseconds: number): void {
    heardAt = startedAt
    if (distrustMilliseconds === 0) return
    const now = performance.now()
    if (distrustedUntil < now) distrustedSince = now
    distrustedUntil = now + distrustMilliseconds
  }

  /** Of calls that wait for their turn there is one, which all who come in the meantime share. */
  function flush(): Promise<void> {
    if (!running) {
      running = write().finally(() => {
        running = undefined
      })
      return running
    }
    following ??= running
      .catch(() => {})
      .then(() => {
        following = undefined
        return flush()
      })
    return following
  }

  function add(subject: string, count = 1): void {
    unwritten.set(subject, (unwritten.get(subject) ?? 0) + count)
    if (isPlanned) return
    isPlanned = true
    runInBackground(async () => {
      await pause(hasFailed ? againMilliseconds : mirrorMilliseconds)
      isPlanned = false
      await flush()
    })
  }

  const isFresh = () => performance.now() - heardAt < trustMilliseconds

  return {
    add,
    isFresh,
    /** Asks Postgres, unless it was heard so lately that nobody can be counting without Redis yet. */
    async fresh(): Promise<void> {
      if (!isFresh()) await flush()
    },
    /** Resolves when everything that was added is written. */
    async drained(): Promise<void> {
      if (running || unwritten.size > 0) await flush()
    },
    /** Lets everyone know that Redis misses what is counted from now on; to be called as long as it does. */
    noteDistrust(): Promise<void> {
      const now = performance.now()
      if (now - note.at < againMilliseconds) return note.written
      newDistrust = windowMilliseconds + marginMilliseconds
      note = { at: now, written: flush() }
      note.written.catch(() => {
        note.at = Number.NEGATIVE_INFINITY
      })
      return note.written
    },
    isDistrusted: () => performance.now() < distrustedUntil,
    distrustedSince: () => distrustedSince,
  }
}
