import { type ChildProcess, spawn } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { postgresBinaries } from './postgres-binaries'
import { findPostmaster, removeStalePidFile } from './postmaster'
import type { User } from './unprivileged-user'

export interface LaunchOptions {
  dataDir: string
  port: number
  password: string
  flags: readonly string[]
  user: User | undefined
}

export interface Running {
  pid: number
  died: Promise<void>
}

/** Makes the data folder when there is none, starts Postgres in it, and waits until it accepts connections. */
export async function launchPostgres(options: LaunchOptions): Promise<Running> {
  const { dataDir, user } = options
  const binaries = postgresBinaries(user, path.dirname(dataDir))
  if (!existsSync(path.join(dataDir, 'PG_VERSION'))) await initialize(binaries, options)
  removeStalePidFile(dataDir)

  const logFile = `${dataDir}.log`
  const child = spawnPostgres(binaries, logFile, options)
  const ended = whenEnded(child)
  const waiting = new AbortController()
  const failed = ended.then((how) => failToStart(logFile, how))
  await Promise.race([untilReady(dataDir, waiting.signal), failed]).finally(() => waiting.abort())
  return { pid: child.pid ?? 0, died: ended.then(() => {}) }
}

/** In a process group of its own, so that Ctrl-C reaches our script alone and the script decides the order. */
function spawnPostgres(binaries: string, logFile: string, { dataDir, port, flags, user }: LaunchOptions) {
  const address = ['-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=']
  const log = openSync(logFile, 'w', 0o600)
  try {
    return spawn(program(binaries, 'postgres'), ['-D', dataDir, ...address, ...flags], {
      ...runAs(user),
      detached: true,
      stdio: ['ignore', log, log],
    })
  } finally {
    closeSync(log)
  }
}

async function initialize(binaries: string, { dataDir, password, user }: LaunchOptions) {
  rmSync(dataDir, { recursive: true, force: true }) // What an interrupted attempt may have left.
  mkdirSync(dataDir)
  chmodSync(dataDir, 0o700)
  const passwordFile = `${dataDir}.password`
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  if (user) for (const place of [dataDir, passwordFile]) chownSync(place, user.uid, user.gid)
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']
  const access = ['-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`]
  try {
    await run(program(binaries, 'initdb'), ['-D', dataDir, ...access, ...locale, '--no-sync'], user)
  } catch (error) {
    rmSync(dataDir, { recursive: true, force: true })
    throw error
  } finally {
    rmSync(passwordFile, { force: true })
  }
}

async function run(file: string, args: string[], user: User | undefined): Promise<void> {
  const child = spawn(file, args, { ...runAs(user), detached: true, stdio: ['ignore', 'ignore', 'pipe'] })
  let words = ''
  child.stderr?.on('data', (chunk) => {
    words += chunk
  })
  const how = await whenEnded(child)
  if (child.exitCode !== 0) throw new Error(`${path.basename(file)} failed: ${how}.\n${lastLines(words)}`)
}

function whenEnded(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message))
    child.on('close', (code, signal) => resolve(`it ended with ${signal ?? code}`))
  })
}

async function untilReady(dataDir: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && findPostmaster(dataDir)?.status !== 'ready') await pause(20)
}

function failToStart(logFile: string, how: string): never {
  const log = existsSync(logFile) ? readFileSync(logFile, 'utf8') : ''
  throw new Error(`The embedded Postgres did not start: ${how}.\n${lastLines(log)}`)
}

function lastLines(text: string): string {
  return text.trim().split('\n').slice(-5).join('\n')
}

function program(binaries: string, name: 'initdb' | 'postgres'): string {
  const file = path.join(binaries, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
  try {
    chmodSync(file, 0o755)
  } catch {
    // The packages may belong to another user, who has made them executable.
  }
  return file
}

/** A bare environment: PGPORT and its kin, set for a person's own Postgres, are no business of this one. */
function runAs(user: User | undefined) {
  const { NODE_ENV, PATH, SystemRoot, TEMP } = process.env
  return {
    cwd: path.parse(process.cwd()).root,
    env: { NODE_ENV, PATH, SystemRoot, TEMP, LC_ALL: 'C', TZ: 'UTC' },
    ...(user ? { uid: user.uid, gid: user.gid } : {}),
  }
}
