import { spawn } from 'node:child_process'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Environment } from '../lib/environment'
import { repositoryRoot } from '../lib/settings'

const guard = pathToFileURL(path.join(repositoryRoot, 'scripts', 'die-with-parent.mjs')).href

export type EngineProcess = Awaited<ReturnType<typeof startEngineProcess>>

/** Starts a process that delivers webhooks, and waits until it does. It ends with us, whatever happens. */
export async function startEngineProcess(environment: Environment, terms: number[] = []) {
  const script = path.join('scripts', 'drill', 'engine.ts')
  const child = spawn(
    process.execPath,
    ['--import', guard, '--import', 'tsx', script, ...terms.map(String)],
    {
      cwd: repositoryRoot,
      env: { ...process.env, ...environment, HAWK_PARENT_PID: String(process.pid) },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  const lines: string[] = []
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
  })
  await new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        lines.push(...String(chunk).split('\n').filter(Boolean))
        if (lines.includes('delivering')) resolve()
      })
    child.once('exit', () => reject(new Error(`The engine ended: ${lines.join('\n')}`)))
  })
  return {
    /** What it wrote. */
    lines,
    /** Waits until the process is gone. */
    async signal(name: 'SIGKILL' | 'SIGTERM'): Promise<void> {
      child.kill(name)
      await ended
    },
    /** Lets it stand still, or go on. */
    hold: () => child.kill('SIGSTOP'),
    release: () => child.kill('SIGCONT'),
  }
}
