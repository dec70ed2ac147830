import type { Environment } from '../lib/environment'
import { migrate } from '../lib/migrate'
import { findFreePorts } from '../lib/ports'
import { findPostmaster } from '../lib/postmaster'
import { step } from '../lib/progress'
import { onStop } from '../lib/supervise'
import {
  makeTemporaryFolder,
  makeTestEnvironment,
  onDatabase,
  removeTemporaryFolder,
} from '../lib/test-world'
import { startServer } from './child'
import { startDatabase } from './database'
import { type Keys, seedKeys } from './keys'

export interface World {
  /** For the app as it is. */
  environment: Environment
  /** The same app on a database of its own, where nothing sweeps. */
  apart: Environment
  /** And on one of its own again, to be filled with webhooks that wait. */
  waiting: Environment
  /** For the bare servers: the owner's login, which no policy slows down. */
  peers: string
  keys: Keys
  postmaster: number
}

/** Postgres as careful with data as in production, four databases, tenants, and a Meta that answers at once. */
export async function startWorld(): Promise<World> {
  const folder = makeTemporaryFolder()
  onStop(() => removeTemporaryFolder(folder))
  const [stubPort = 0] = await findFreePorts(1)
  const environment = {
    ...(await makeTestEnvironment(folder)),
    META_GRAPH_URL: `http://127.0.0.1:${stubPort}`,
    LOG_LEVEL: 'warn',
  }
  const postgres = await step('Postgres, with fsync', () => startDatabase(folder, environment))
  const keys = await step('Tables and tenants', async () => {
    await postgres.createDatabase('hawk')
    await migrate(environment)
    const made = await seedKeys(environment)
    await postgres.createDatabase('hawk_apart', 'hawk')
    await postgres.createDatabase('hawk_waiting', 'hawk')
    await postgres.createDatabase('peers')
    return made
  })
  const stub = { name: 'stub of Meta', script: 'scripts/bench/stub-meta.ts', environment, port: stubPort }
  await step("A stub of Meta's messages call", () => startServer(stub))
  const postmaster = findPostmaster(postgres.dir)?.pid ?? 0
  const apart = onDatabase(environment, 'hawk_apart')
  const waiting = onDatabase(environment, 'hawk_waiting')
  return { environment, apart, waiting, peers: postgres.url('peers'), keys, postmaster }
}
