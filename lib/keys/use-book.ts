import { runInBackground } from '@/lib/core/background'
import type { Defer } from '@/lib/core/context'

export type KeyUse = { tenantId: string; keyId: string; address: string; agent: string }
/** `at` is on the clock of `performance.now()`. */
export type NotedUse = KeyUse & { at: number }

/**
 * Remembers the last use of each key, and writes it down behind the answer: at once after a quiet time, else together
 * with those of all other keys once an interval, so that however busy a key is, its row is written seldom.
 */
export function makeUseBook(write: (uses: NotedUse[]) => Promise<void>, intervalMilliseconds: number) {
  const pending = new Map<string, NotedUse>()
  let writtenAt = Number.NEGATIVE_INFINITY
  let isTimed = false

  function note(defer: Defer, use: KeyUse): void {
    const now = performance.now()
    pending.set(use.keyId, { ...use, at: now })
    if (now < writtenAt + intervalMilliseconds) flushLater()
    else {
      writtenAt = now
      defer(flush)
    }
  }

  function flushLater(): void {
    if (isTimed) return
    isTimed = true
    const wait = Math.max(0, writtenAt + intervalMilliseconds - performance.now())
    setTimeout(() => {
      isTimed = false
      writtenAt = performance.now()
      runInBackground(flush)
    }, wait).unref()
  }

  /** What could not be written is tried again later. */
  async function flush(): Promise<void> {
    const uses = [...pending.values()]
    if (uses.length === 0) return
    pending.clear()
    try {
      await write(uses)
    } catch (error) {
      for (const use of uses) if (!pending.has(use.keyId)) pending.set(use.keyId, use)
      flushLater()
      throw error
    }
  }

  return { note, flush }
}
