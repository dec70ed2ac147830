import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Environment, worldEnvironment } from './environment'
import { migrate } from './migrate'
import { findFreePorts } from './ports'
import { type Postgres, startPostgres, throwAwayFlags } from './postgres'
import { newSecrets } from './secrets'
import { readSettings } from './settings'
import { canReach, unprivilegedUser } from './unprivileged-user'

/** Migrated and without a row: what every test database is copied from, and nobody may connect to. */
export const templateDatabase = 'hawk_template'

/** A folder for one run of the tests, which the user that Postgres runs as can reach. */
export function makeTemporaryFolder(): string {
  const user = unprivilegedUser()
  const parent = user && !canReach(user, tmpdir()) ? '/var/tmp' : tmpdir()
  const folder = mkdtempSync(path.join(parent, 'hawk-send-test-'))
  chmodSync(folder, 0o755)
  return folder
}

export function removeTemporaryFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
}

/** A world of its own on free ports, with fresh secrets; nothing that a person has set for themselves reaches it. */
export async function makeTestEnvironment(folder: string, secrets = newSecrets()): Promise<Environment> {
  const ports = (await findFreePorts(5)).map(String)
  const [PORT, SANDBOX_PORT, PG_PORT, MAILBOX_PORT, SMTP_PORT] = ports
  // The only settings of the app that a world may do without, and so would inherit.
  for (const name of ['UPSTASH_REDIS_REST_URL', 'UPSTASH_REDIS_REST_TOKEN']) delete process.env[name]
  const settings = readSettings({
    PORT,
    SANDBOX_PORT,
    PG_PORT,
    MAILBOX_PORT,
    SMTP_PORT,
    HAWK_DATA_DIR: folder,
  })
  const world = worldEnvironment({ settings, secrets, appEnv: 'test', nodeEnv: 'production' })
  return { ...world, PASSWORD_ITERATIONS: '1000' }
}

/** A Postgres that forgets, with the template in it. */
export async function startTestPostgres(folder: string, environment: Environment): Promise<Postgres> {
  const owner = new URL(environment.DATABASE_OWNER_URL ?? '')
  const server = await startPostgres({
    dir: path.join(folder, 'postgres'),
    port: Number(owner.port),
    password: decodeURIComponent(owner.password),
    flags: throwAwayFlags,
    throwAwayFolder: folder,
  })
  await server.createDatabase(templateDatabase)
  await migrate(onDatabase(environment, templateDatabase))
  return server
}

/** The same environment, with both logins on another database. */
export function onDatabase(environment: Environment, name: string): Environment {
  return {
    ...environment,
    DATABASE_URL: withDatabase(environment.DATABASE_URL, name),
    DATABASE_OWNER_URL: withDatabase(environment.DATABASE_OWNER_URL, name),
  }
}

function withDatabase(url = '', name: string): string {
  return Object.assign(new URL(url), { pathname: `/${name}` }).href
}
