import { setTimeout as pause } from 'node:timers/promises'
import { startReceiver } from '@/lib/gateways/fixtures/receiver'
import { startDatabase } from './bench/database'
import { startEngineProcess } from './drill/engine-process'
import { readWebhookOptions, retrySeconds } from './drill/webhook-options'
import { byEvent, lateness, readFates } from './drill/webhook-verdict'
import type { Environment } from './lib/environment'
import { migrate } from './lib/migrate'
import { bold, dim, step } from './lib/progress'
import { Exit, onStop, supervise } from './lib/supervise'
import { closeDatabase } from './lib/tenant'
import { makeTemporaryFolder, makeTestEnvironment, removeTemporaryFolder } from './lib/test-world'

// The schedule of retries once for real, by the clock on the wall, with two processes that deliver: one is killed
// between two attempts, the other stands still for two minutes. One receiver always answers 500 at once, and another
// after five seconds, so that the kill and the halt meet attempts under way.
const burst = 8

await supervise(
  async () => {
    const { quiet } = readWebhookOptions()
    console.log(`\n${bold('Webhooks, by the clock')}`)
    const folder = makeTemporaryFolder()
    onStop(() => removeTemporaryFolder(folder))
    const environment: Environment = { ...(await makeTestEnvironment(folder)), LOG_LEVEL: 'warn' }
    await step('Postgres, with fsync', async () => {
      const server = await startDatabase(folder, environment)
      await server.createDatabase('hawk')
      await migrate(environment)
    })
    const [prompt, slow] = [await startReceiver(500), await startReceiver({ status: 500, after: 5_000 })]
    onStop(async () => {
      await Promise.all([prompt.close(), slow.close()])
    })
    Object.assign(process.env, environment)
    const { makeTenant } = await import('@/db/factories')
    const { makeEndpoint, makeEvent } = await import('@/db/webhook-factories')
    const { id: tenantId } = await makeTenant()
    const mode = 'live' as const
    const types = [['otp.verified'], ['otp.failed']] as const
    const first = await makeEndpoint({ tenantId, mode, url: prompt.url, eventTypes: [...types[0]] })
    const second = await makeEndpoint({ tenantId, mode, url: slow.url, eventTypes: [...types[1]] })
    await makeEvent({ tenantId, mode, type: types[0][0] })
    for (let count = 0; count < burst; count++) await makeEvent({ tenantId, mode, type: types[1][0] })
    await closeDatabase()

    let doomed = await startEngineProcess(environment)
    const halted = await startEngineProcess(environment)
    onStop(() => halted.signal('SIGKILL'))
    const began = Date.now()
    const at = (seconds: number) => pause(Math.max(0, began + seconds * 1_000 - Date.now()))
    await step('A process is killed under way, and started again', async () => {
      await at(2)
      await doomed.signal('SIGKILL')
      doomed = await startEngineProcess(environment)
      await at(60)
      await doomed.signal('SIGKILL')
      await pause(1_000)
      doomed = await startEngineProcess(environment)
      onStop(() => doomed.signal('SIGKILL'))
    })
    await step('The other stands still for 120 seconds', async () => {
      await at(97)
      halted.hold()
      await pause(120_000)
      halted.release()
    })
    const whole = retrySeconds.reduce((sum, seconds) => sum + seconds, 0)
    await step('Until all is given up', () => at(whole + 180))
    await step(`Nothing more for ${quiet} seconds`, () => pause(quiet * 1_000))

    const owner = environment.DATABASE_OWNER_URL ?? ''
    const late = lateness(await readFates(owner, first.id))
    const hard = byEvent(await readFates(owner, second.id))
    const numbers = hard.map((attempts) => attempts.map(({ number }) => number).join())
    const interrupted = hard.flat().filter(({ error }) => error === 'interrupted').length
    const lateHard = hard.flatMap(lateness)
    const perEvent = new Map<string, number>()
    for (const { headers } of slow.requests)
      perEvent.set(headers['webhook-id'] ?? '', (perEvent.get(headers['webhook-id'] ?? '') ?? 0) + 1)
    const most = Math.max(...perEvent.values())
    const verdicts: [words: string, holds: boolean][] = [
      [`6 requests at the prompt one: ${prompt.requests.length}`, prompt.requests.length === 6],
      [
        `each at most 5 s late: ${late.map((seconds) => seconds.toFixed(3)).join(', ')} s`,
        late.length === 5 && late.every((seconds) => seconds > -0.05 && seconds < 5),
      ],
      [`all ${burst} events at the slow one: ${perEvent.size}`, perEvent.size === burst],
      [`attempts 1 to 6 of each, no other`, numbers.every((all) => all === '1,2,3,4,5,6')],
      [`no event came more than 6 times: ${most}`, most <= 6],
      [`of those attempts the kills interrupted ${interrupted}`, interrupted > 0],
      [
        `and no other was late: ${Math.max(...lateHard).toFixed(3)} s at most`,
        lateHard.every((seconds) => seconds > -0.05 && seconds < 5),
      ],
      [`all given up`, hard.flat().every(({ status }) => status === 'exhausted')],
    ]
    for (const [words, holds] of verdicts) console.log(`  ${holds ? 'yes' : bold('NO ')}  ${words}`)
    console.log(
      dim(`\n  ${prompt.requests.map(({ at: time }) => new Date(time).toISOString()).join('\n  ')}`),
    )
    throw new Exit(verdicts.every(([, holds]) => holds) ? 0 : 1)
  },
  { exitCodeOnSignal: 130 },
)
