import { captureAnswer } from '../answer'
import { type Bench, type Outcome, sendBody, sendPath } from '../bench'
import { waitForDeliveries, waitForPeer } from '../progress'
import { interleave, type Target } from '../rounds'
import { startPeer } from '../servers'
import { ratios } from '../stats'

const ours = 'live send until recorded sent'
const bare = 'bare insert, Meta, update'

/** The shape of G3: a whole send to a Meta that answers at once. Evolution API itself is not part of this. */
export async function measureLive(bench: Bench): Promise<Outcome> {
  const { world } = bench
  const app = await bench.app()
  const answer = await captureAnswer(
    `${app.url}${sendPath}`,
    world.keys.test[0] ?? '',
    '{"to":"+919190000002"}',
  )
  const meta = world.environment.META_GRAPH_URL
  const peer = await startPeer('live', answer, world.peers, meta)
  const target = (name: string, server: Target['server'], settle: Target['settle']): Target => ({
    name,
    server,
    plan: () => ({
      url: `${server.url}${sendPath}`,
      method: 'POST',
      connections: 20,
      amount: Math.ceil(300 * bench.options.seconds),
      seconds: bench.options.seconds,
      keys: world.keys.live,
      body: sendBody,
      status: answer.status,
    }),
    settle,
  })
  const samples = await interleave(
    [
      target(ours, app, (load) => waitForDeliveries(world.environment, load)),
      target(bare, peer, (load) => waitForPeer(world.peers, load)),
    ],
    bench,
    { amount: 1_000, seconds: 5 },
  )
  const of = (name: string) => samples.get(name) ?? []
  const rows = [
    {
      what: `sends/s: ${ours} / ${bare}`,
      ratio: ratios(of(ours), of(bare), ({ throughPerSecond }) => throughPerSecond),
    },
  ]
  return { rows, samples: Object.fromEntries(samples) }
}
