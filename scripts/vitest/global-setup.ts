import type { TestProject } from 'vitest/node'
import type { Environment } from '../lib/environment'
import { createDatabase } from '../lib/postgres'
import { startMailbox, startSandbox } from '../lib/services'
import {
  makeTemporaryFolder,
  makeTestEnvironment,
  onDatabase,
  removeTemporaryFolder,
  startTestPostgres,
  templateDatabase,
} from '../lib/test-world'
import { workerDatabase } from './worker-database'

declare module 'vitest' {
  interface ProvidedContext {
    /** What every worker shares; each then turns to a database of its own. */
    environment: Environment
  }
}

/** A sandbox, a mailbox, and a database for each worker: in the Postgres of `npm test`, or in one started here. */
export default async function setUp(project: TestProject) {
  const folder = makeTemporaryFolder()
  const environment = { ...(await makeTestEnvironment(folder)), ...loginsOfNpmTest(), NODE_ENV: 'test' }
  const server = loginsOfNpmTest() ? undefined : await startTestPostgres(folder, environment)
  const owner = onDatabase(environment, 'postgres').DATABASE_OWNER_URL ?? ''
  for (let id = 1; id <= project.config.maxWorkers; id++) {
    await createDatabase(owner, workerDatabase(id), templateDatabase)
  }
  const sandbox = await startSandbox(environment, 'kept')
  const mailbox = await startMailbox(environment, 'kept')
  project.provide('environment', environment)

  const tearDown = async () => {
    await sandbox.stop()
    await mailbox.stop()
    await server?.stop()
    removeTemporaryFolder(folder)
  }
  // Vitest, told to stop, goes without tearing down.
  const leave = () => void tearDown().then(() => process.exit(130))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, leave)
  return tearDown
}

function loginsOfNpmTest() {
  const { TEST_PG_URL, TEST_PG_APP_URL } = process.env
  if (!TEST_PG_URL || !TEST_PG_APP_URL) return undefined
  return { DATABASE_OWNER_URL: TEST_PG_URL, DATABASE_URL: TEST_PG_APP_URL }
}
