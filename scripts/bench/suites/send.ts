import { captureAnswer } from '../answer'
import { type Bench, type Outcome, type Row, sendBody, sendPath } from '../bench'
import { waitForDeliveries } from '../progress'
import { interleave, type Sample, type Target } from '../rounds'
import { startPeer } from '../servers'
import { ratios } from '../stats'

const ours = 'otp/send, persisted'
const wholly = 'otp/send, with what follows'
const one = 'bare insert of one row'
const two = 'bare transaction of two rows'

/** G2: an OTP persisted with all rules on, beside bare inserts; first many at once, then few. */
export async function measureSend(bench: Bench): Promise<Outcome> {
  const { world } = bench
  const app = await bench.app()
  const door = await bench.door()
  const answer = await captureAnswer(
    `${door.url}${sendPath}`,
    world.keys.test[0] ?? '',
    '{"to":"+919190000001"}',
  )
  const servers = {
    one: await startPeer('insert', answer, world.peers),
    two: await startPeer('insert-two', answer, world.peers),
  }
  const rows: Row[] = []
  const samples: Record<string, Sample[]> = {}
  for (const connections of [50, 8]) {
    const target = (name: string, server: Target['server']): Target => ({
      name,
      server,
      plan: () => ({
        url: `${server.url}${sendPath}`,
        method: 'POST',
        connections,
        seconds: bench.options.seconds,
        keys: world.keys.test,
        body: sendBody,
        status: answer.status,
      }),
    })
    const settle: Target['settle'] = (load) => waitForDeliveries(world.environment, load)
    const targets = [target(ours, door), target(one, servers.one), target(two, servers.two)]
    const all = connections === 50 ? [...targets, { ...target(wholly, app), settle }] : targets
    const round = await interleave(all, bench, { amount: 3_000, seconds: 5 })
    for (const [name, taken] of round) samples[`${name}, ${connections} at once`] = taken
    rows.push(...rowsOf(round, connections))
  }
  return { rows, samples }
}

function rowsOf(samples: Map<string, Sample[]>, connections: number): Row[] {
  const of = (name: string) => samples.get(name) ?? []
  const rate = (name: string, peer: string) => ratios(of(name), of(peer), ({ perSecond }) => perSecond)
  const cpu = ({ serverCpu, databaseCpu }: Sample) => serverCpu + databaseCpu
  const rows: Row[] = [
    {
      goal: 'G2',
      what: `requests/s at ${connections}: ${ours} / ${one}`,
      ratio: rate(ours, one),
      atLeast: 0.6,
    },
    { what: `  … / ${two}`, ratio: rate(ours, two) },
    { what: '  … CPU of server and Postgres / one row', ratio: ratios(of(ours), of(one), cpu) },
  ]
  if (of(wholly).length === 0) return rows
  return [...rows, { what: '  … while its simulated delivery runs / one row', ratio: rate(wholly, one) }]
}
