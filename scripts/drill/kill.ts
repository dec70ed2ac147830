import { setTimeout as pause } from 'node:timers/promises'
import type { Server } from '../bench/child'
import { dim } from '../lib/progress'
import { startApp, type World } from './world'

/** Kills the app without a word at random moments, and starts it again at once. Answers when each kill was. */
export async function killOftenUnderLoad(world: World, app: Server, kills: number): Promise<Outage[]> {
  const outages: Outage[] = []
  for (let running = app, number = 1; number <= kills; number++) {
    await pause(2_000 + Math.random() * 4_000)
    const killedAt = Date.now()
    running.kill()
    await running.ended
    running = await startApp(world.environment)
    outages.push({ killedAt, backAt: Date.now() })
    console.log(dim(`    kill ${number} of ${kills}, back after ${Date.now() - killedAt} ms`))
  }
  await pause(2_000)
  return outages
}

export interface Outage {
  killedAt: number
  backAt: number
}

/** Whether a request made at that time may have met the app going down or coming up. */
export function isAround(outages: readonly Outage[], at: number): boolean {
  return outages.some(({ killedAt, backAt }) => at > killedAt - 10_000 && at < backAt + 2_000)
}
