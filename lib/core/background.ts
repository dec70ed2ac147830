import { log } from './log'
import { oncePerProcess } from './once-per-process'

/** Work that outlives its request, kept so that a stopping process can wait for it. */
const running = new Set<Promise<void>>()

/** What a stopping process still has to do, from whichever copy of the code it was asked for. */
const atStop = oncePerProcess('at-stop', () => new Map<string, () => Promise<void>>())

export function runInBackground(work: () => Promise<void>): void {
  const task = work()
    .catch((error: unknown) => log.error('background work failed', { err: error }))
    .finally(() => running.delete(task))
  running.add(task)
}

/** Work for which a stopping process does not wait any longer, but does it now. Once for each name. */
export function runAtStop(name: string, work: () => Promise<void>): void {
  atStop.set(name, work)
}

export async function backgroundWorkDone(): Promise<void> {
  for (const work of atStop.values()) runInBackground(work)
  while (running.size > 0) await Promise.allSettled(running)
}
