import { type ChildProcess, spawn } from 'node:child_process'
import { appendFileSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import type { Environment } from './environment'
import { cyan } from './progress'
import { repositoryRoot } from './settings'
import { onStop, requireRunning } from './supervise'

interface Launch {
  name: string
  args?: readonly string[]
  environment?: Environment
  /** `shown`: each line after the name; `kept`: only in `lastLines`; `inherited`: straight to the terminal. */
  output: 'shown' | 'kept' | 'inherited'
  /** Where every line it writes is added, besides. */
  logFile?: string
}

export interface NodeProcess extends Launch {
  /** A script of ours, or the entry file of an installed tool. */
  script: string
}

export interface Program extends Launch {
  file: string
}

export interface Running {
  name: string
  /** Resolves with the words for how it ended, and the code when there is one. */
  ended: Promise<{ how: string; code: number | null }>
  hasEnded(): boolean
  /** The end of what it wrote. */
  lastLines(): string
  stop(): Promise<void>
}

const keptLines = 40
const patienceSeconds = 10

/** Starts a Node process that ends when we end, even if we are killed. */
export function startNode({ script, args = [], environment, ...launch }: NodeProcess): Running {
  const flags = script.endsWith('.ts') ? [...dieWithParent, '--import', 'tsx'] : dieWithParent
  return startProgram({
    ...launch,
    file: process.execPath,
    args: [...flags, script, ...args],
    environment: { ...environment, HAWK_PARENT_PID: String(process.pid) },
  })
}

/**
 * Starts a program in a process group of its own: Ctrl-C reaches only the supervisor, which stops its processes in
 * order, and what they started goes with them.
 */
export function startProgram({ name, file, args = [], environment, output, logFile }: Program): Running {
  requireRunning()
  const stdio = output === 'inherited' ? 'inherit' : 'pipe'
  const child = spawn(file, args, {
    cwd: repositoryRoot,
    env: { ...process.env, ...environment },
    detached: true,
    stdio: ['ignore', stdio, stdio],
  })
  const lines = collectLines(child, { shownAs: output === 'shown' ? name : undefined, logFile })
  const running = follow(name, child, lines)
  onStop(running.stop)
  return running
}

/** Waits for the end of a process, and answers its exit code. */
export async function exitCodeOf(running: Running): Promise<number> {
  const { code } = await running.ended
  requireRunning()
  return code ?? 1
}

/** Throws when the process ends first, or takes too long. */
export async function waitUntilHealthy(running: Running, url: string, timeoutSeconds: number): Promise<void> {
  const deadline = Date.now() + timeoutSeconds * 1_000
  while (!(await isHealthy(url))) {
    requireRunning()
    if (running.hasEnded()) {
      const { how } = await running.ended
      throw new Error(`${running.name} ended before it was ready: ${how}.\n${running.lastLines()}`)
    }
    if (Date.now() > deadline) {
      throw new Error(`${running.name} was not ready within ${timeoutSeconds} s.\n${running.lastLines()}`)
    }
    await pause(100)
  }
}

const guard = pathToFileURL(path.join(repositoryRoot, 'scripts', 'die-with-parent.mjs')).href
const dieWithParent = ['--import', guard]

async function isHealthy(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) })
    await response.arrayBuffer()
    return response.status === 200
  } catch {
    return false
  }
}

type Taking = { shownAs: string | undefined; logFile: string | undefined }

function collectLines(child: ChildProcess, { shownAs, logFile }: Taking): string[] {
  const lines: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line)
      if (logFile) appendFileSync(logFile, `${line}\n`)
      if (lines.length > keptLines) lines.shift()
      if (shownAs) console.log(`${cyan(shownAs.padEnd(7))} ${line}`)
    })
  }
  return lines
}

function follow(name: string, child: ChildProcess, lines: string[]): Running {
  let hasEnded = false
  const ended = new Promise<{ how: string; code: number | null }>((resolve) => {
    const end = (how: string, code: number | null) => {
      hasEnded = true
      killGroup(child.pid)
      resolve({ how, code })
    }
    child.on('error', (error) => end(error.message, null))
    child.on('exit', (code, signal) => end(`it ended with ${signal ?? `code ${code}`}`, code))
  })

  async function stop() {
    if (hasEnded) return
    child.kill('SIGTERM')
    await Promise.race([ended, pause(patienceSeconds * 1_000, undefined, { ref: false })])
    if (!hasEnded) killGroup(child.pid)
    await ended
  }
  return { name, ended, hasEnded: () => hasEnded, lastLines: () => lines.join('\n'), stop }
}

/** What the process itself started, and did not stop, goes too. */
function killGroup(pid: number | undefined) {
  if (pid === undefined) return
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL')
  } catch {
    // Nothing was left.
  }
}
