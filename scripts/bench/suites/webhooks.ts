import type { Bench, Outcome, Row } from '../bench'
import type { Sample } from '../rounds'
import { ratios, shuffled } from '../stats'
import { type Runner, runOnce, startRunner, startSink, timeOnce } from '../webhooks/race'

const ours = 'ours, from the queue, with log'
const wholly = 'ours, from rows of events, with log'
const floor = 'bare undici pool, no queue'
const boss = 'pg-boss, fetch and complete, with log'
const graphile = 'graphile-worker, local queue, with log'
const bareBoss = 'pg-boss, without log'
const bareGraphile = 'graphile-worker, without log'

/**
 * The same job side by side: an event of 1 KB read from a queue, signed, posted to a receiver on this machine, and what
 * became of it written down where somebody can look it up. The peers know no tenants, no fairness between receivers
 * and no order; ours does all that it always does. Beside them, what they do when nobody is to look anything up.
 */
export async function measureWebhooks(bench: Bench): Promise<Outcome> {
  const { world, options } = bench
  const sink = await startSink()
  const watched = { sink: sink.pid, database: bench.database }
  const url = `${sink.url}/hooks`
  const peers = { DATABASE_URL: world.peers }
  const runners = [
    startRunner(ours, 'ours-queue', world.waiting, url),
    startRunner(wholly, 'ours', world.apart, url),
    startRunner(floor, 'floor', peers, url),
    startRunner(boss, 'pg-boss', peers, url),
    startRunner(graphile, 'graphile', peers, url),
    startRunner(bareBoss, 'pg-boss-bare', peers, url),
    startRunner(bareGraphile, 'graphile-bare', peers, url),
  ]
  const count = Math.ceil(2_000 * options.seconds)
  bench.progress(`warming up with ${count} deliveries each`)
  for (const runner of runners) await runOnce(runner, count, watched)
  const samples: Record<string, Sample[]> = {}
  const keep = (name: string, sample: Sample) => {
    samples[name] = [...(samples[name] ?? []), sample]
  }
  for (let round = 1; round <= bench.rounds; round++) {
    bench.progress(`round ${round} of ${bench.rounds}`)
    for (const runner of shuffled(runners)) keep(runner.name, await runOnce(runner, count, watched))
    for (const runner of shuffled(runners.filter(({ name }) => isTimed.includes(name))))
      keep(timed(runner), await timeOnce(runner, options.quick ? 10 : 40))
  }
  return { rows: rowsOf(samples), samples }
}

function timed({ name }: Pick<Runner, 'name'>): string {
  return `${name}, one at a time`
}

const isTimed = [wholly, boss, graphile]
const perSecond = (sample: Sample) => sample.perSecond

function rowsOf(samples: Record<string, Sample[]>): Row[] {
  const of = (name: string) => samples[name] ?? []
  const rate = (peer: string) => ratios(of(ours), of(peer), perSecond)
  const wait = (peer: string) =>
    ratios(of(timed({ name: wholly })), of(timed({ name: peer })), ({ p50 }) => p50)
  const cpu = ({ serverCpu, databaseCpu }: Sample) => serverCpu + databaseCpu
  const what = (peer: string) => `deliveries/s: ours / ${peer}`
  return [
    { goal: 'G5', what: what(floor), ratio: rate(floor), atLeast: 0.6 },
    { goal: 'G5', what: what(boss), ratio: rate(boss), atLeast: 1 },
    { goal: 'G5', what: what(graphile), ratio: rate(graphile), atLeast: 1 },
    { what: `  … / ${bareBoss}`, ratio: rate(bareBoss) },
    { what: `  … / ${bareGraphile}`, ratio: rate(bareGraphile) },
    {
      what: '  … from rows of events, which the peers have not',
      ratio: ratios(of(wholly), of(ours), perSecond),
    },
    { what: `CPU of engine and Postgres a delivery: ours / ${boss}`, ratio: ratios(of(ours), of(boss), cpu) },
    { what: `  … / ${graphile}`, ratio: ratios(of(ours), of(graphile), cpu) },
    { what: `written to arrived, p50, one at a time: ours / ${graphile}`, ratio: wait(graphile) },
    { what: '  … / pg-boss, which looks every half second', ratio: wait(boss) },
  ]
}
