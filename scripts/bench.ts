import path from 'node:path'
import type { Bench, Outcome } from './bench/bench'
import { startLoader } from './bench/loader'
import { readOptions, type SuiteName } from './bench/options'
import { makePeerTables } from './bench/peers/tables'
import { printGoals, printOutcome, writeReport } from './bench/report'
import { startApp, startDoor } from './bench/servers'
import { measureBacklog } from './bench/suites/backlog'
import { measureHttp } from './bench/suites/http'
import { measureLive } from './bench/suites/live'
import { measureNext } from './bench/suites/next'
import { measureSend } from './bench/suites/send'
import { measureVerify } from './bench/suites/verify'
import { measureWebhooks } from './bench/suites/webhooks'
import { startWorld } from './bench/world'
import { buildWhenNeeded } from './lib/build'
import { bold, dim, elapsed, step } from './lib/progress'
import { readSettings } from './lib/settings'
import { supervise } from './lib/supervise'

const suites: Record<SuiteName, (bench: Bench) => Promise<Outcome>> = {
  http: measureHttp,
  next: measureNext,
  send: measureSend,
  verify: measureVerify,
  live: measureLive,
  webhooks: measureWebhooks,
  backlog: measureBacklog,
}

await supervise(
  async () => {
    const options = readOptions()
    // Asked now: the world that is made next brings settings of its own.
    const folder = path.join(readSettings().HAWK_DATA_DIR, 'bench')
    const began = performance.now()
    console.log(`\n${bold('Hawk Send, measured')}`)
    const world = await startWorld()
    await makePeerTables(world.peers)
    // Webhooks are delivered without Next.
    if (options.only.some((name) => name !== 'webhooks' && name !== 'backlog'))
      await buildWhenNeeded(world.environment)
    const bench: Bench = {
      world,
      options,
      rounds: options.rounds,
      longestWarmUpSeconds: options.quick ? 1 : 10,
      load: startLoader(),
      database: world.postmaster,
      progress: (words) => console.log(dim(`    ${words}`)),
      app: once(() => startApp(world.environment)),
      door: once(() => startDoor(world.apart)),
    }

    const outcomes: Outcome[] = []
    for (const name of options.only) {
      const outcome = await step(`Suite ${name}`, () => suites[name](bench))
      printOutcome(outcome)
      outcomes.push(outcome)
    }
    printGoals(outcomes)
    console.log(dim(`  in ${elapsed(began)}; every sample is in ${writeReport(folder, outcomes, options)}`))
  },
  { exitCodeOnSignal: 130 },
)

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    made ??= make()
    return made
  }
}
