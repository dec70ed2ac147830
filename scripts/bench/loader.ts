import { type ChildProcess, fork } from 'node:child_process'
import path from 'node:path'
import { repositoryRoot } from '../lib/settings'
import { onStop } from '../lib/supervise'
import { LoadFailure, type LoadPlan, LoadResult } from './plan'

export type Loader = (plan: LoadPlan) => Promise<LoadResult>

/** The load generator, in a process that lives as long as we do: it is warm when the first figure is taken. */
export function startLoader(): Loader {
  const child = fork(path.join(repositoryRoot, 'scripts/bench/load.ts'), {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    detached: true,
  })
  onStop(() => child.kill('SIGKILL'))
  return (plan) => ask(child, plan)
}

async function ask(child: ChildProcess, plan: LoadPlan): Promise<LoadResult> {
  const answer = await new Promise<unknown>((resolve, reject) => {
    const end = () => reject(new Error('The load generator ended.'))
    child.once('exit', end)
    child.once('message', (message) => {
      child.off('exit', end)
      resolve(message)
    })
    child.send(plan)
  })
  const failure = LoadFailure.safeParse(answer)
  if (failure.success) throw new Error(`The load on ${plan.url} broke off: ${failure.data.failure}`)
  return LoadResult.parse(answer)
}
