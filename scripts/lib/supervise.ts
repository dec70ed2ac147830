import { setTimeout as pause } from 'node:timers/promises'
import { red } from './progress'

type Close = () => Promise<unknown> | unknown

const closers: Close[] = []
let isStopping = false

/** Registers how to undo what was just begun; the last one registered is the first one called. */
export function onStop(close: Close): void {
  closers.push(close)
  if (isStopping) throw new Interrupted()
}

/** To be asked before something is started that would have to be stopped again. */
export function requireRunning(): void {
  if (isStopping) throw new Interrupted()
}

/** Thrown inside the work of a command that was told to stop; nobody needs to hear of it. */
export class Interrupted extends Error {}

/** Ends the command from within, after everything is stopped. */
export class Exit extends Error {
  constructor(readonly code: number) {
    super(`exit ${code}`)
  }
}

interface Options {
  /** What a person's Ctrl-C makes of the command: 0 for a server, which has no other end, 130 for work cut short. */
  exitCodeOnSignal: number
}

/** Runs a command to its end, or until a signal, and stops everything it started whatever happened. */
export async function supervise(work: () => Promise<void>, { exitCodeOnSignal }: Options): Promise<never> {
  // When the one who reads us is gone, writing fails; what is running must be stopped all the same.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})

  const signal = new Promise<number>((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(name, () => resolve(exitCodeOnSignal))
  })
  const surprise = new Promise<number>((resolve) => {
    process.on('uncaughtException', (error) => resolve(explain(error)))
    process.on('unhandledRejection', (error) => resolve(explain(error)))
  })
  const working = work().then(() => 0, explain)

  const code = await Promise.race([signal, surprise, working])
  isStopping = true
  await closeAll()
  await Promise.race([working, pause(15_000)])
  await closeAll()
  process.exit(code)
}

async function closeAll() {
  for (let close = closers.pop(); close; close = closers.pop()) {
    try {
      await close()
    } catch (error) {
      console.error(red(wordsOf(error)))
    }
  }
}

function explain(error: unknown): number {
  if (error instanceof Exit) return error.code
  // Once we stop, that things end is no news.
  if (!isStopping && !(error instanceof Interrupted)) console.error(red(wordsOf(error)))
  return 1
}

/** A sentence of ours stands for itself; where an error came from matters only for the others. */
export function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (process.env.VERBOSE || error.constructor !== Error) return error.stack ?? error.message
  return error.message
}
