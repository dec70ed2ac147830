import type { Bench, Outcome, Row } from '../bench'
import type { Sample } from '../rounds'
import { ratios, shuffled, spreadOf } from '../stats'
import { fillBacklog, timeInFunctions } from '../webhooks/backlog'
import { runOnce, startRunner, startSink } from '../webhooks/race'

/** Whether a delivery costs more where a million others wait, most of them for an endpoint that never answers. */
export async function measureBacklog(bench: Bench): Promise<Outcome> {
  const { world, options } = bench
  const sink = await startSink()
  const watched = { sink: sink.pid, database: bench.database }
  bench.progress(`filling a queue with ${options.waiting} deliveries`)
  await fillBacklog(world.waiting, options.waiting, `${sink.url}/hang`)
  const empty = { name: 'deliveries, nothing else waiting', environment: world.apart }
  const full = { name: `deliveries, ${options.waiting} waiting`, environment: world.waiting }
  const runners = [empty, full].map(({ name, environment }) =>
    startRunner(name, 'ours', environment, `${sink.url}/hooks`),
  )
  const count = Math.ceil(2_000 * options.seconds)
  for (const runner of runners) await runOnce(runner, count, watched)
  const before = [await timeInFunctions(empty.environment), await timeInFunctions(full.environment)]
  const samples: Record<string, Sample[]> = { [empty.name]: [], [full.name]: [] }
  for (let round = 1; round <= bench.rounds; round++) {
    bench.progress(`round ${round} of ${bench.rounds}`)
    for (const runner of shuffled(runners)) samples[runner.name]?.push(await runOnce(runner, count, watched))
  }
  const after = [await timeInFunctions(empty.environment), await timeInFunctions(full.environment)]
  const of = (name: string) => samples[name] ?? []
  const spent = (which: number, name: string) => (after[which]?.[name] ?? 0) - (before[which]?.[name] ?? 0)
  const inFunction = (name: string, what: string): Row => {
    const [without, withAll] = [spent(0, name), spent(1, name)]
    const each = (total: number) => ((total / (bench.rounds * count)) * 1_000).toFixed(0)
    const words = `  … Postgres in ${what}: ${each(withAll)} µs a delivery / ${each(without)} µs`
    return { what: words, ratio: spreadOf(without > 0 ? [withAll / without] : []) }
  }
  const rows: Row[] = [
    {
      goal: 'G5',
      what: `deliveries/s: ${options.waiting} waiting / none`,
      ratio: ratios(of(full.name), of(empty.name), ({ perSecond }) => perSecond),
      atLeast: 0.8,
    },
    {
      what: '  … CPU of Postgres a delivery',
      ratio: ratios(of(full.name), of(empty.name), ({ databaseCpu }) => databaseCpu),
    },
    inFunction('claim_deliveries', 'claiming'),
    inFunction('settle_deliveries', 'settling'),
    inFunction('fan_out_events', 'fanning out'),
  ]
  return { rows, samples }
}
