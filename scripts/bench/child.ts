import { spawn } from 'node:child_process'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import type { Environment } from '../lib/environment'
import { type Running, waitUntilHealthy } from '../lib/processes'
import { repositoryRoot } from '../lib/settings'
import { onStop, requireRunning } from '../lib/supervise'

export interface ServerProcess {
  name: string
  script: string
  args?: readonly string[]
  /** Scripts of ours that are loaded before it. */
  preload?: readonly string[]
  environment: Environment
  port: number
  /** Answers 200 once the server is ready. */
  healthPath?: string
}

/** A process that can be measured from outside, and killed. */
export interface Server extends Running {
  pid: number
  url: string
  kill(): void
}

const urlOf = (script: string) => pathToFileURL(path.join(repositoryRoot, script)).href
const guard = urlOf('scripts/die-with-parent.mjs')
const keptLines = 60

/** Starts a server and waits until it answers. Whatever happens, it ends with us. */
export async function startServer(options: ServerProcess): Promise<Server> {
  const server = launch(options)
  onStop(server.stop)
  await waitUntilHealthy(server, `${server.url}${options.healthPath ?? '/ready'}`, 60)
  return server
}

function launch({ name, script, args = [], preload = [], environment, port }: ServerProcess): Server {
  requireRunning()
  const imports = [guard, ...(script.endsWith('.ts') ? ['tsx'] : []), ...preload.map(urlOf)]
  const flags = imports.flatMap((url) => ['--import', url])
  const child = spawn(process.execPath, [...flags, script, ...args], {
    cwd: repositoryRoot,
    env: {
      ...process.env,
      ...environment,
      PORT: String(port),
      HAWK_PARENT_PID: String(process.pid),
      NEXT_TELEMETRY_DISABLED: '1',
    },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const pid = child.pid
  if (pid === undefined) throw new Error(`${name} could not be started.`)

  const lines: string[] = []
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      lines.push(...String(chunk).split('\n').filter(Boolean))
      lines.splice(0, Math.max(0, lines.length - keptLines))
    })

  let hasEnded = false
  const ended = new Promise<{ how: string; code: number | null }>((resolve) => {
    child.on('exit', (code, signal) => {
      hasEnded = true
      killGroup(pid)
      resolve({ how: `it ended with ${signal ?? `code ${code}`}`, code })
    })
  })
  const stop = async () => {
    if (hasEnded) return
    child.kill('SIGTERM')
    await Promise.race([ended, pause(3_000, undefined, { ref: false })])
    if (!hasEnded) killGroup(pid)
    await ended
  }
  return {
    name,
    pid,
    url: `http://127.0.0.1:${port}`,
    ended,
    hasEnded: () => hasEnded,
    lastLines: () => lines.join('\n'),
    stop,
    kill: () => killGroup(pid),
  }
}

/** The process and what it started itself. */
function killGroup(pid: number) {
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // Nothing was left.
  }
}
