import { buildWhenNeeded } from './lib/build'
import { demoFileIn } from './lib/demo'
import { step } from './lib/progress'
import { startApp } from './lib/services'
import { supervise } from './lib/supervise'
import { welcome } from './lib/welcome'
import { startWorld } from './lib/world'

await supervise(
  async () => {
    const { environment, dataDir, demo, broken } = await startWorld('start')
    await Promise.race([broken, buildWhenNeeded(environment)])
    const app = await step('Server', () => startApp(environment, 'shown'))
    console.log(welcome(demo, demoFileIn(dataDir)))
    await Promise.race([broken, app.watch()])
  },
  { exitCodeOnSignal: 0 },
)
