import { type ChildProcess, fork } from 'node:child_process'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Environment } from '../../lib/environment'
import { findFreePorts } from '../../lib/ports'
import { repositoryRoot } from '../../lib/settings'
import { onStop, requireRunning } from '../../lib/supervise'
import { type Server, startServer } from '../child'
import { cpuOf, cpuOfFamily } from '../cpu'
import type { Sample } from '../rounds'
import { spreadOf } from '../stats'
import { type Order, Report } from './contestant'

export interface Runner {
  name: string
  pid: number
  ask(order: Order): Promise<Report>
}

export async function startSink(): Promise<Server> {
  const [port = 0] = await findFreePorts(1)
  return startServer({ name: 'sink', script: 'scripts/bench/webhooks/sink.ts', environment: {}, port })
}

/** A contestant in a process that lives as long as we do: it is warm when the first figure is taken. */
export function startRunner(
  name: string,
  contestant: string,
  environment: Environment,
  sink: string,
): Runner {
  const child = fork(path.join(repositoryRoot, 'scripts/bench/webhooks/main.ts'), {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    detached: true,
    env: { ...process.env, NODE_ENV: 'production', ...environment, CONTESTANT: contestant, SINK_URL: sink },
  })
  onStop(() => child.kill('SIGKILL'))
  return { name, pid: child.pid ?? 0, ask: (order) => ask(name, child, order) }
}

async function ask(name: string, child: ChildProcess, order: Order): Promise<Report> {
  const answer = await new Promise<unknown>((resolve, reject) => {
    const end = () => reject(new Error(`${name} ended.`))
    child.once('exit', end)
    child.once('message', (message) => {
      child.off('exit', end)
      resolve(message)
    })
    child.send(order)
  })
  const report = Report.parse(answer)
  if (report.failure) throw new Error(`${name} broke off: ${report.failure}`)
  return report
}

/** Whose processes' time is looked at. */
export type Watched = { sink: number; database: number }

/** So many jobs, prepared outside the figure and delivered within it. */
export async function runOnce(runner: Runner, count: number, { sink, database }: Watched): Promise<Sample> {
  requireRunning()
  await runner.ask({ do: 'prepare', count })
  await pause(200)
  const cpu = () => [cpuOf(runner.pid), cpuOfFamily(database), cpuOf(sink)] as const
  const before = cpu()
  const { seconds } = await runner.ask({ do: 'deliver', count })
  const after = cpu()
  const each = (which: 0 | 1 | 2) => (after[which] - before[which]) / count
  const rate = count / seconds
  return {
    perSecond: rate,
    throughPerSecond: rate,
    p50: 0,
    p99: 0,
    serverCpu: each(0),
    databaseCpu: each(1),
    loadCpu: each(2),
    requests: count,
  }
}

/** One job at a time: p50 and p99 of the milliseconds from before it is written until it arrives. */
export async function timeOnce(runner: Runner, count: number): Promise<Sample> {
  requireRunning()
  const { milliseconds, seconds } = await runner.ask({ do: 'oneByOne', count })
  const sorted = [...milliseconds].sort((left, right) => left - right)
  return {
    perSecond: count / seconds,
    throughPerSecond: 0,
    p50: spreadOf(sorted).median,
    p99: sorted[Math.floor(sorted.length * 0.99)] ?? 0,
    serverCpu: 0,
    databaseCpu: 0,
    loadCpu: 0,
    requests: count,
  }
}
