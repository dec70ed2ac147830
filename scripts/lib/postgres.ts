import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import postgres from 'postgres'
import { isKeptOutside, isOutsideFolderOurs, outsideFolder, remakeOutsideFolder } from './outside-folder'
import { requireFreePort } from './ports'
import { launchPostgres, type Running } from './postgres-launch'
import { findPostmaster, stopPostmaster } from './postmaster'
import { canReach, ownerOf, type User, unprivilegedUser } from './unprivileged-user'

export interface PostgresOptions {
  dir: string
  port: number
  password: string
  /** Settings for Postgres's command line: `['-c', 'fsync=off']`. */
  flags?: readonly string[]
  /** A folder that is worth nothing without this process: removed should this process be killed. */
  throwAwayFolder?: string
}

export interface Postgres {
  port: number
  /** Where the data really is. */
  dir: string
  /** The data did not exist before. */
  created: boolean
  /** It was running already, left behind by a process that was killed. */
  reused: boolean
  /** The owner's address of one of its databases. */
  url(database: string): string
  createDatabase(name: string, template?: string): Promise<void>
  /** Resolves when it ends; never for a reused one. */
  died: Promise<void>
  stop(): Promise<void>
}

const forTests = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200']
/** For data that nobody will miss. */
export const throwAwayFlags: readonly string[] = forTests.flatMap((setting) => ['-c', setting])

/** Runs the Postgres that comes with the packages, on 127.0.0.1 alone, with its data in the folder `dir`. */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const { port, password, flags = [] } = options
  const lent = unprivilegedUser()
  const dataDir = await findDataDir(options.dir, lent)
  const user = ownerOf(dataDir) ?? lent
  const ownerFile = `${dataDir}.owner`

  const orphan = await adopt(dataDir, port, ownerFile)
  const created = !existsSync(path.join(dataDir, 'PG_VERSION'))
  if (!orphan) await requireFreePort('PG_PORT', port)
  const running = orphan ?? (await launchPostgres({ dataDir, port, password, flags, user }))
  writeFileSync(ownerFile, String(process.pid))
  const guard = startGuard(ownerFile, running.pid, options.throwAwayFolder)

  const url = (database: string) =>
    `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`
  const server: Postgres = {
    port,
    dir: dataDir,
    created,
    reused: orphan !== undefined,
    url,
    createDatabase: (name, template) => createDatabase(url('postgres'), name, template),
    died: running.died,
    async stop() {
      await stopPostmaster(running.pid, dataDir)
      rmSync(ownerFile, { force: true })
      guard.kill()
    },
  }
  await requirePassword(server)
  return server
}

async function findDataDir(dir: string, user: User | undefined): Promise<string> {
  const parent = path.dirname(dir)
  if (!existsSync(parent)) {
    mkdirSync(parent, { recursive: true })
    chmodSync(parent, 0o755) // Whatever the umask: the folder is made for Postgres, and keeps its data private itself.
  }
  if (!user || (!isKeptOutside(dir) && canReach(user, parent))) return dir
  const dataDir = path.join(outsideFolder(dir), 'postgres')
  if (isOutsideFolderOurs(dir)) return dataDir
  const stranger = findPostmaster(dataDir)
  if (stranger) await stopPostmaster(stranger.pid, dataDir)
  remakeOutsideFolder(dir)
  return dataDir
}

/** Takes over a Postgres whose starter was killed. On another port it is of no use, and is stopped. */
async function adopt(dataDir: string, port: number, ownerFile: string): Promise<Running | undefined> {
  const orphan = findPostmaster(dataDir)
  if (!orphan) return undefined
  // From here on the guard that the killed one left leaves it alone, unless it has sent its signal already.
  writeFileSync(ownerFile, String(process.pid))
  await pause(100)
  if (orphan.port === port && findPostmaster(dataDir)?.status === 'ready') {
    return { pid: orphan.pid, died: new Promise(() => {}) }
  }
  await stopPostmaster(orphan.pid, dataDir)
  return undefined
}

function startGuard(ownerFile: string, postmaster: number, throwAwayFolder = ''): ChildProcess {
  const script = fileURLToPath(new URL('../postgres-guard.mjs', import.meta.url))
  const args = [script, ownerFile, String(process.pid), String(postmaster), throwAwayFolder]
  const guard = spawn(process.execPath, args, { detached: true, stdio: 'ignore' })
  guard.unref()
  return guard
}

/** `url` is the owner's, on any database of the server but the template. */
export async function createDatabase(url: string, name: string, template = 'template1'): Promise<void> {
  if (!/^[a-z][a-z0-9_]*$/.test(name)) throw new Error(`${name} is not a plain database name.`)
  await withConnection(url, async (sql) => {
    const [existing] = await sql`select 1 from pg_database where datname = ${name}`
    if (!existing) await sql.unsafe(`create database "${name}" template "${template}"`)
  })
}

async function requirePassword(server: Postgres): Promise<void> {
  try {
    await withConnection(server.url('postgres'), (sql) => sql`select 1`)
  } catch (cause) {
    await server.stop()
    if (!(cause instanceof postgres.PostgresError) || cause.code !== '28P01') throw cause
    const sentence = `The data in ${server.dir} was made with another secrets.json: restore that, or delete the data.`
    throw new Error(sentence, { cause })
  }
}

async function withConnection(url: string, use: (sql: postgres.Sql) => PromiseLike<unknown>): Promise<void> {
  const sql = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => {} })
  try {
    await use(sql)
  } finally {
    await sql.end({ timeout: 5 })
  }
}
