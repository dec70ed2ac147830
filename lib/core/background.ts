import { log } from './log'

/** Work that outlives its request, kept so that a stopping process can wait for it. */
const running = new Set<Promise<void>>()

export function runInBackground(work: () => Promise<void>): void {
  const task = work()
    .catch((error: unknown) => log.error('background work failed', { err: error }))
    .finally(() => running.delete(task))
  running.add(task)
}

export async function backgroundWorkDone(): Promise<void> {
  while (running.size > 0) await Promise.allSettled(running)
}
