import { repositoryRoot } from '../../lib/settings'
import { captureAnswer } from '../answer'
import { type Bench, type Outcome, refusedBody, sendPath } from '../bench'
import { buildEmptyApp } from '../empty-app'
import { interleave, type Target } from '../rounds'
import { startNext } from '../servers'
import { ratios } from '../stats'

const ours = 'Next route, refused by validation'
const empty = 'empty Next route'

/** G1b: the same request through `next start`, beside a route that gives the answer and does nothing. */
export async function measureNext(bench: Bench): Promise<Outcome> {
  const { world, options } = bench
  if (options.quick) return { rows: [], samples: {}, missing: 'G1b: --quick builds no second Next app' }
  const app = await startNext(repositoryRoot, world.apart)
  const answer = await captureAnswer(`${app.url}${sendPath}`, world.keys.test[0] ?? '', refusedBody)
  const folder = await buildEmptyApp()
  const peer = await startNext(folder, { ANSWER: JSON.stringify(answer) }, '/ready')
  const target = (name: string, server: Target['server']): Target => ({
    name,
    server,
    plan: () => ({
      url: `${server.url}${sendPath}`,
      method: 'POST',
      connections: 10,
      seconds: options.seconds,
      keys: world.keys.test,
      body: refusedBody,
      status: answer.status,
    }),
  })
  const samples = await interleave([target(ours, app), target(empty, peer)], bench, {
    amount: 3_000,
    seconds: 8,
  })
  const of = (name: string) => samples.get(name) ?? []
  const rows = [
    {
      goal: 'G1b',
      what: 'CPU before I/O: as a Next route / empty Next route',
      ratio: ratios(of(ours), of(empty), ({ serverCpu }) => serverCpu),
      atMost: 1.15,
    },
    {
      what: '  requests/s of the two',
      ratio: ratios(of(ours), of(empty), ({ perSecond }) => perSecond),
    },
  ]
  await Promise.all([app.stop(), peer.stop()])
  return { rows, samples: Object.fromEntries(samples) }
}
