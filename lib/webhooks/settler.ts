import { setTimeout as pause } from 'node:timers/promises'
import { log } from '@/lib/core/log'
import { policy } from '@/lib/core/policy'
import { type Result, settle } from '@/lib/webhooks/settle'

/** Until the first of a batch is written, so that those that end with it come along. */
const gatherMilliseconds = 1
const againMilliseconds = 250

/**
 * Writes what became of attempts, many at once. While Postgres is away it keeps them and tries again: until their lease
 * ends, nobody else takes them up, and after that what it writes changes nothing.
 */
export function makeSettler(onSettled: () => void) {
  let waiting: Result[] = []
  let running: Promise<void> | undefined
  let isLast = false

  async function writeAll(): Promise<void> {
    await pause(gatherMilliseconds)
    while (waiting.length > 0) {
      const batch = waiting.splice(0, policy.webhooks.batch.settle)
      try {
        await writeBatch(batch)
        onSettled()
      } catch (error) {
        log.error('webhook attempts could not be written', { count: batch.length, err: error })
        if (isLast) return
        waiting = [...batch, ...waiting]
        await pause(againMilliseconds)
      }
    }
  }

  return {
    add(result: Result): void {
      waiting.push(result)
      running ??= writeAll().finally(() => {
        running = undefined
      })
    },
    isBusy: () => running !== undefined,
    /** Waits until all is written. What cannot be is left to the end of its lease. */
    async close(): Promise<void> {
      isLast = true
      await running
    },
  }
}

/** One answer that Postgres does not take must not keep the others from being written. */
async function writeBatch(batch: Result[]): Promise<void> {
  try {
    await settle(batch)
  } catch (error) {
    if (!isRefusedData(error)) throw error
    for (const result of batch)
      await settle([result]).catch((fault: unknown) => {
        if (!isRefusedData(fault)) throw fault
        return settle([{ ...result, responseHeaders: {}, responseBody: '' }])
      })
  }
}

/** Class 22 of the error codes of Postgres: data exceptions. */
function isRefusedData(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('22')
}
