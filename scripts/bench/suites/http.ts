import { captureAnswer } from '../answer'
import { type Bench, type Outcome, refusedBody, sendPath } from '../bench'
import { interleave, type Target } from '../rounds'
import { startDoor, startPeer } from '../servers'
import { ratios } from '../stats'

/**
 * As fast as they can, the two servers are under different loads: the generator, which only the bare one keeps busy,
 * sleeps between the answers of the other, and waking it is charged to whoever writes. At one pace both pay for that.
 */
const paced = 3_000

/** G1: what the way of a request costs before any I/O, beside node:http that gives the same answer. */
export async function measureHttp(bench: Bench): Promise<Outcome> {
  const { keys, apart } = bench.world
  const app = await bench.app()
  const door = await bench.door()
  const key = keys.test[0] ?? ''
  const refusal = await captureAnswer(`${app.url}${sendPath}`, key, refusedBody)
  const accepted = await captureAnswer(`${door.url}${sendPath}`, key, '{"to":"+919190000000"}')
  const canned = await startDoor(apart, accepted.body)

  const target = (
    name: string,
    server: Target['server'],
    body: string,
    status: number,
    perSecond?: number,
  ): Target => ({
    name,
    server,
    plan: () => ({
      url: `${server.url}${sendPath}`,
      method: 'POST',
      connections: 50,
      perSecond,
      seconds: bench.options.seconds,
      keys: keys.test,
      body,
      status,
    }),
  })
  const body = '{"to":"+919190000000","code_length":6}'
  const bare = await startPeer('answer', refusal)
  const samples = await interleave(
    [
      target('server.ts, refused by validation', app, refusedBody, refusal.status),
      target('door, refused by validation', door, refusedBody, refusal.status),
      target('door, accepted, no database', canned, body, accepted.status),
      target('bare', bare, refusedBody, refusal.status),
      target('bare, body parsed', await startPeer('parse', refusal), refusedBody, refusal.status),
      target('server.ts, refused, paced', app, refusedBody, refusal.status, paced),
      target('door, refused, paced', door, refusedBody, refusal.status, paced),
      target('bare, paced', bare, refusedBody, refusal.status, paced),
    ],
    bench,
    { amount: 15_000, seconds: 6 },
  )
  const of = (name: string) => samples.get(name) ?? []
  const cpu = (ours: string, peer: string) => ratios(of(ours), of(peer), ({ serverCpu }) => serverCpu)
  const rows = [
    {
      goal: 'G1',
      what: 'CPU before I/O: server.ts / bare node:http, same answer',
      ratio: cpu('server.ts, refused by validation', 'bare'),
      atMost: 1.5,
    },
    {
      what: '  … / bare node:http that reads and parses the body',
      ratio: cpu('server.ts, refused by validation', 'bare, body parsed'),
    },
    {
      what: '  … without Next in the process / bare',
      ratio: cpu('door, refused by validation', 'bare'),
    },
    {
      what: '  … accepted send, its database left out / bare, parsed',
      ratio: cpu('door, accepted, no database', 'bare, body parsed'),
    },
    {
      what: `  … server.ts / bare, both at ${paced} requests/s`,
      ratio: cpu('server.ts, refused, paced', 'bare, paced'),
    },
    {
      what: `  … without Next in the process / bare, both at ${paced} requests/s`,
      ratio: cpu('door, refused, paced', 'bare, paced'),
    },
    {
      what: '  requests/s: server.ts / bare',
      ratio: ratios(of('server.ts, refused by validation'), of('bare'), ({ perSecond }) => perSecond),
    },
  ]
  return { rows, samples: Object.fromEntries(samples) }
}
