import path from 'node:path'
import { type Demo, forgetDemo, keepDemo } from './demo'
import { type Environment, withOwnValues, worldEnvironment } from './environment'
import { migrate } from './migrate'
import { requireFreePort } from './ports'
import { startPostgres } from './postgres'
import { bold, dim, step } from './progress'
import { findRedis, redisEnvironment, sayWithoutRedis, startRedis } from './redis'
import { claimDataDir } from './running-world'
import { keepSecrets, type Secrets } from './secrets'
import { startMailbox, startSandbox } from './services'
import { readSettings, type Settings } from './settings'
import { Interrupted, onStop, wordsOf } from './supervise'

export interface World {
  environment: Environment
  dataDir: string
  demo: Demo
  /** Rejects when something that the app cannot do without is gone for good. */
  broken: Promise<never>
}

/** Everything of a development world but the app: Postgres, its tables, the sandbox, the mailbox and the demo tenant. */
export async function startWorld(command: 'start' | 'dev'): Promise<World> {
  console.log(`\n${bold('Hawk Send')}`)
  const settings = readSettings()
  const dataDir = settings.HAWK_DATA_DIR
  const secrets = keepSecrets(dataDir)
  const nodeEnv = command === 'dev' ? 'development' : 'production'
  const redis = process.env.UPSTASH_REDIS_REST_URL ? undefined : await findRedis()
  const environment = withOwnValues({
    ...worldEnvironment({ settings, secrets, appEnv: 'development', nodeEnv }),
    ...(redis ? await redisEnvironment(settings.REDIS_PORT) : {}),
  })
  onStop(claimDataDir(dataDir, command, environment))
  // What a killed `npm start` left behind ends within seconds.
  await requireFreePort('PORT', settings.PORT, 4)
  await requireFreePort('SANDBOX_PORT', settings.SANDBOX_PORT, 4)
  await requireFreePort('MAILBOX_PORT', settings.MAILBOX_PORT, 4)
  await requireFreePort('SMTP_PORT', settings.SMTP_PORT, 4)

  if (redis) {
    await requireFreePort('REDIS_PORT', settings.REDIS_PORT, 4)
    const { watch } = await step('Redis', () => startRedis(redis, environment))
    // Without it Postgres counts the requests, so that its end is not ours.
    watch().catch((error: unknown) => {
      if (!(error instanceof Interrupted)) console.error(wordsOf(error))
    })
  } else if (!process.env.UPSTASH_REDIS_REST_URL) sayWithoutRedis()

  const postgresDied = settings.DATABASE_URL ? forever : (await startDatabase(settings, secrets)).died
  await step('Migrations', () => migrate(environment))
  const sandbox = await step('Sandbox', () => startSandbox(environment, 'shown'))
  const mailbox = await step('Mailbox', () => startMailbox(environment, 'shown'))
  const demo = await step('Demo tenant', () => keepDemo(dataDir, environment))
  const sandboxGone = sandbox.watch()
  const mailboxGone = mailbox.watch()
  const postgresGone = postgresDied.then(() => {
    throw new Error('Postgres ended by itself; its last words are in the .log file beside its data.')
  })
  return { environment, dataDir, demo, broken: Promise.race([sandboxGone, mailboxGone, postgresGone]) }
}

const forever = new Promise<void>(() => {})

async function startDatabase(settings: Settings, secrets: Secrets) {
  const dir = path.join(settings.HAWK_DATA_DIR, 'postgres')
  const password = secrets.POSTGRES_PASSWORD
  const server = await step('Postgres', () => startPostgres({ dir, port: settings.PG_PORT, password }))
  onStop(server.stop)
  if (server.dir !== dir) {
    console.log(
      dim(`    its data is in ${server.dir}: it cannot run as root, and another user cannot come here`),
    )
  }
  if (server.created) forgetDemo(settings.HAWK_DATA_DIR)
  await server.createDatabase('hawk')
  return server
}
