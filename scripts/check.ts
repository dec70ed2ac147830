import { exitCodeOf, type NodeProcess, startNode } from './lib/processes'
import { step } from './lib/progress'
import { Exit, supervise } from './lib/supervise'

type Check = Pick<NodeProcess, 'script' | 'args'> & { title: string; mend?: string }

const checks: Check[] = [
  {
    title: 'Format and lint',
    script: 'node_modules/@biomejs/biome/bin/biome',
    args: ['check', '--error-on-warnings'],
    mend: 'npx biome check --write',
  },
  { title: 'Types', script: 'node_modules/typescript/bin/tsc', args: ['--noEmit', '--pretty'] },
  { title: 'Unit tests', script: 'node_modules/vitest/vitest.mjs', args: ['run', '--project', 'unit'] },
  {
    title: 'Lock file',
    script: 'scripts/complete-lock.ts',
    args: ['--check'],
    mend: 'npm run lock:complete',
  },
]

await supervise(
  async () => {
    let failed = 0
    for (const check of checks) if (!(await passes(check))) failed++
    throw new Exit(failed > 0 ? 1 : 0)
  },
  { exitCodeOnSignal: 130 },
)

/** Each check runs, whatever became of the one before, and speaks only when it failed. */
async function passes({ title, script, args = [], mend }: Check): Promise<boolean> {
  const running = startNode({ name: title, script, args, output: 'kept' })
  const judge = async () => {
    if ((await exitCodeOf(running)) !== 0) throw new Error(running.lastLines())
  }
  try {
    await step(title, judge)
    return true
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    if (mend) console.error(`Perhaps mended with: ${mend}`)
    return false
  }
}
