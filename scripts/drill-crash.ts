import { followUp } from './drill/follow-up'
import { killOftenUnderLoad } from './drill/kill'
import { readOptions } from './drill/options'
import { readArrivals } from './drill/phones'
import { startSending } from './drill/send'
import { readStored } from './drill/stored'
import { judge } from './drill/verdict'
import { startApp, startWorld } from './drill/world'
import { bold, dim, elapsed, step } from './lib/progress'
import { Exit, supervise } from './lib/supervise'

const patienceSeconds = 90

await supervise(
  async () => {
    const { kills, rate, 'meta-delay': metaDelay } = readOptions()
    const began = performance.now()
    console.log(`\n${bold('Hawk Send, killed under load')}`)
    const world = await startWorld(metaDelay)
    const app = await step('Server', () => startApp(world.environment))

    const stopSending = startSending(world, rate)
    const outages = await step(`${kills} kills at ${rate} sends a second`, () =>
      killOftenUnderLoad(world, app, kills),
    )
    const sent = await stopSending()
    const accepted = sent.flatMap(({ otpId: id, key }) => (id ? [{ id, key }] : []))
    const fates = await step('Until every OTP has reached its end', () =>
      followUp(world, accepted, patienceSeconds),
    )
    const [arrivals, stored] = [await readArrivals(world), await readStored(world)]
    const areKept = judge({ sent, outages, fates, arrivals, stored })
    console.log(dim(`\n  in ${elapsed(began)}`))
    throw new Exit(areKept ? 0 : 1)
  },
  { exitCodeOnSignal: 130 },
)
