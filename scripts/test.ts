import { rmSync } from 'node:fs'
import path from 'node:path'
import { findBrowser } from './lib/browser'
import { buildWhenNeeded } from './lib/build'
import { demoFileIn, keepDemo } from './lib/demo'
import type { Environment } from './lib/environment'
import { findFreePorts } from './lib/ports'
import type { Postgres } from './lib/postgres'
import { exitCodeOf, startNode } from './lib/processes'
import { bold, dim, elapsed, red, step } from './lib/progress'
import { findRedis, redisEnvironment, sayWithoutRedis, startRedis } from './lib/redis'
import { startApp, startMailbox, startSandbox } from './lib/services'
import { repositoryRoot } from './lib/settings'
import { Exit, Interrupted, onStop, supervise, wordsOf } from './lib/supervise'
import { sum, type Tally, tallyOfPlaywright, tallyOfVitest } from './lib/test-report'
import {
  makeTemporaryFolder,
  makeTestEnvironment,
  onDatabase,
  removeTemporaryFolder,
  startTestPostgres,
  templateDatabase,
} from './lib/test-world'

const usage = `Usage: npm test                           everything
       npm test -- unit [vitest arguments]
       npm test -- e2e [playwright arguments]`

interface TestWorld {
  folder: string
  environment: Environment
  postgres: Postgres
  /** The path of a redis-server, when there is one. */
  redis: string | undefined
}

type Part = (world: TestWorld, args: string[]) => Promise<Tally>

const parts: Record<string, Part> = { unit: runVitest, e2e: runPlaywright }

await supervise(runTests, { exitCodeOnSignal: 130 })

async function runTests(): Promise<never> {
  const [chosen, ...rest] = process.argv.slice(2)
  // `npm test -- e2e -- otp` means the same as `npm test -- e2e otp`.
  const args = rest[0] === '--' ? rest.slice(1) : rest
  if (chosen && !parts[chosen]) {
    console.error(usage)
    throw new Exit(2)
  }
  const started = performance.now()
  console.log(`\n${bold('Hawk Send, its tests')}`)
  const world = await makeWorld()
  const tallies: Tally[] = []
  for (const [name, run] of Object.entries(parts)) {
    if (chosen && name !== chosen) continue
    const tally = await run(world, args).catch(failure)
    tallies.push(tally)
    if (tally.failed > 0) break
  }
  const { passed, failed } = sum(tallies)
  console.log(dim(`\nin ${elapsed(started)}`))
  console.log(`${passed} passed, ${failed} failed`)
  throw new Exit(failed > 0 ? 1 : 0)
}

/** What keeps the tests from running at all is a failure as well, and the last line says so. */
function failure(error: unknown): Tally {
  if (error instanceof Interrupted) throw error
  console.error(red(wordsOf(error)))
  return { passed: 0, failed: 1 }
}

async function makeWorld(): Promise<TestWorld> {
  const folder = makeTemporaryFolder()
  onStop(() => removeTemporaryFolder(folder))
  const redis = await findRedis()
  const environment = {
    ...(await makeTestEnvironment(folder)),
    ...(redis ? await redisEnvironment((await findFreePorts(1))[0] ?? 0) : {}),
  }
  const postgres = await step('Postgres, to be thrown away', () => startTestPostgres(folder, environment))
  onStop(postgres.stop)
  if (!redis) sayWithoutRedis()
  return { folder, environment, postgres, redis }
}

/** The rules, the verbs against a real database, and the scripts. */
async function runVitest({ folder, environment, redis }: TestWorld, args: string[]): Promise<Tally> {
  const template = onDatabase(environment, templateDatabase)
  const report = path.join(folder, 'vitest.json')
  const running = startNode({
    name: 'vitest',
    script: 'node_modules/vitest/vitest.mjs',
    args: ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...args],
    environment: {
      NODE_ENV: 'test',
      TMPDIR: folder,
      TEST_PG_URL: template.DATABASE_OWNER_URL ?? '',
      TEST_PG_APP_URL: template.DATABASE_URL ?? '',
      TEST_REDIS_SERVER: redis ?? '',
    },
    output: 'inherited',
  })
  return tallyOfVitest(report, await exitCodeOf(running))
}

/** The wire and the browser, against the production build. */
async function runPlaywright(world: TestWorld, args: string[]): Promise<Tally> {
  const { folder, environment, postgres, redis } = world
  const browser = await findBrowser()
  await buildWhenNeeded(environment)
  await postgres.createDatabase('hawk', templateDatabase)
  const app = await step('The app, the sandbox, the mailbox and a tenant', async () => {
    await startSandbox(environment, 'kept')
    await startMailbox(environment, 'kept')
    if (redis) await startRedis(redis, environment)
    await keepDemo(folder, environment)
    return startApp(environment, 'kept')
  })

  const report = path.join(folder, 'playwright.json')
  const running = startNode({
    name: 'playwright',
    script: 'node_modules/@playwright/test/cli.js',
    args: ['test', ...args],
    environment: {
      ...environment,
      NODE_ENV: 'test',
      TMPDIR: folder,
      CHROMIUM_PATH: browser,
      TEST_REDIS_SERVER: redis ?? '',
      HAWK_DEMO_FILE: demoFileIn(folder),
      PLAYWRIGHT_REPORT_FILE: report,
    },
    output: 'inherited',
  })
  const tally = tallyOfPlaywright(report, await exitCodeOf(running))
  if (tally.failed > 0) console.log(`\n${dim("The app's last words:")}\n${app.lastLines()}`)
  else rmSync(path.join(repositoryRoot, 'test-results'), { recursive: true, force: true })
  return tally
}
