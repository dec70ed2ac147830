import { repositoryRoot } from '../../lib/settings'
import { captureAnswer } from '../answer'
import { type Bench, type Outcome, sendBody, sendPath } from '../bench'
import { makeChecks } from '../peers/tables'
import { interleave, type Target } from '../rounds'
import { startNext, startPeer } from '../servers'
import { ratios } from '../stats'

const verifyPath = '/api/v1/otp/verify'
const verifyBody = '{"otp_id":"{id}","code":"123456"}'
const connections = 20

/** Right codes, each for an OTP of its own, through both doors. */
export async function measureVerify(bench: Bench): Promise<Outcome> {
  const { world, options } = bench
  const door = await bench.door()
  const keys = world.keys.test
  const makeOtps = async (amount: number) => {
    const url = `${door.url}${sendPath}`
    const made = await bench.load({
      url,
      method: 'POST',
      connections,
      amount,
      keys,
      body: sendBody,
      status: 202,
      collect: true,
    })
    return made.ids
  }
  const [id = ''] = await makeOtps(1)
  const body = verifyBody.replace('{id}', id)
  const answer = await captureAnswer(`${door.url}${verifyPath}`, keys[0] ?? '', body)
  const peer = await startPeer('check', answer, world.peers)

  const target = (
    name: string,
    server: Target['server'],
    perSecond: number,
    make: typeof makeOtps,
  ): Target => ({
    name,
    server,
    async plan() {
      const ids = await make(Math.ceil(perSecond * options.seconds))
      const url = `${server.url}${verifyPath}`
      return {
        url,
        method: 'POST',
        connections,
        seconds: options.seconds,
        ids,
        keys,
        body: verifyBody,
        status: 200,
      }
    },
  })
  const targets = [
    target('otp/verify, node door', door, 300, makeOtps),
    target('bare update and select', peer, 1_500, (count) => makeChecks(world.peers, count)),
  ]
  if (!options.quick) {
    const next = await startNext(repositoryRoot, world.apart)
    targets.push(target('otp/verify, Next door', next, 150, makeOtps))
  }
  const samples = await interleave(targets, bench, { amount: 1_500, seconds: 5 })
  const of = (name: string) => samples.get(name) ?? []
  const rate = (name: string) => ratios(of(name), of('bare update and select'), ({ perSecond }) => perSecond)
  const rows = [
    {
      what: 'requests/s: otp/verify, node door / bare update and select',
      ratio: rate('otp/verify, node door'),
    },
    ...(options.quick
      ? []
      : [{ what: '  … through the Next door / the same', ratio: rate('otp/verify, Next door') }]),
  ]
  return { rows, samples: Object.fromEntries(samples) }
}
