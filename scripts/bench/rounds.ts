import { setTimeout as pause } from 'node:timers/promises'
import { requireRunning } from '../lib/supervise'
import type { Server } from './child'
import { cpuOf, cpuOfFamily } from './cpu'
import type { Loader } from './loader'
import type { LoadPlan, LoadResult } from './plan'
import { shuffled } from './stats'

export interface Target {
  name: string
  server: Server
  /** Asked anew for each round; what it prepares is in no figure. */
  plan(): Promise<LoadPlan> | LoadPlan
  /** After the load: waits for what it set going, and answers how many a second went all the way. */
  settle?(load: LoadResult): Promise<number>
}

/** One target in one round. CPU is in microseconds a request. */
export interface Sample {
  perSecond: number
  p50: number
  p99: number
  serverCpu: number
  databaseCpu: number
  loadCpu: number
  requests: number
  /** Requests a second, until their background work was done too. */
  throughPerSecond: number
}

export interface Tools {
  load: Loader
  /** The postmaster's process. */
  database: number
  rounds: number
  /** However many requests a suite asks for. */
  longestWarmUpSeconds: number
  progress(words: string): void
}

/** Compiled code is what counts, and it takes so many requests until it is. */
interface WarmUp {
  amount: number
  seconds: number
}

/** Every target is warmed up alike, then all of them run in each round, in another order each time. */
export async function interleave(
  targets: readonly Target[],
  tools: Tools,
  warmUp: WarmUp,
): Promise<Map<string, Sample[]>> {
  const seconds = Math.min(warmUp.seconds, tools.longestWarmUpSeconds)
  const warm = { ...warmUp, seconds }
  tools.progress(`warming up with ${warmUp.amount} requests each, or for ${seconds} s`)
  for (const target of targets)
    await sample({ ...target, plan: async () => ({ ...(await target.plan()), ...warm }) }, tools)
  const samples = new Map<string, Sample[]>(targets.map(({ name }) => [name, []]))
  for (let round = 1; round <= tools.rounds; round++) {
    tools.progress(`round ${round} of ${tools.rounds}`)
    for (const target of shuffled(targets)) samples.get(target.name)?.push(await sample(target, tools))
  }
  return samples
}

async function sample(target: Target, { load, database }: Tools): Promise<Sample> {
  requireRunning()
  const plan = await target.plan()
  await pause(100)
  const before = { server: cpuOf(target.server.pid), database: cpuOfFamily(database) }
  const result = await load(plan)
  const after = { server: cpuOf(target.server.pid), database: cpuOfFamily(database) }
  if (result.wrong > 0)
    throw new Error(`${target.name}: ${result.wrong} of ${result.requests} answers were not ${plan.status}: ${result.example}
${target.server.lastLines()}`)
  const throughPerSecond = (await target.settle?.(result)) ?? 0
  const each = (microseconds: number) => microseconds / result.requests
  return {
    perSecond: result.requests / result.seconds,
    p50: result.p50,
    p99: result.p99,
    serverCpu: each(after.server - before.server),
    databaseCpu: each(after.database - before.database),
    loadCpu: each(result.cpu),
    requests: result.requests,
    throughPerSecond,
  }
}
