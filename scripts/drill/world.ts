import { startServer } from '../bench/child'
import { startDatabase } from '../bench/database'
import { buildWhenNeeded } from '../lib/build'
import type { Environment } from '../lib/environment'
import { migrate } from '../lib/migrate'
import { step } from '../lib/progress'
import { startSandbox } from '../lib/services'
import { onStop } from '../lib/supervise'
import { closeDatabase, makeTenant, type Tenant } from '../lib/tenant'
import { makeTemporaryFolder, makeTestEnvironment, removeTemporaryFolder } from '../lib/test-world'

export interface World {
  environment: Environment
  /** So many that none meets its limit of requests a minute. */
  tenants: Tenant[]
  appUrl: string
  sandboxUrl: string
}

const tenantCount = 8

/** A whole world but the app: Postgres as careful as in production, the sandbox, and a tenant that can send. */
export async function startWorld(metaDelay: number): Promise<World> {
  const folder = makeTemporaryFolder()
  onStop(() => removeTemporaryFolder(folder))
  const environment: Environment = { ...(await makeTestEnvironment(folder)), LOG_LEVEL: 'warn' }
  const sandboxUrl = `http://127.0.0.1:${environment.SANDBOX_PORT}`
  await step('Postgres, with fsync', async () => {
    const postgres = await startDatabase(folder, environment)
    await postgres.createDatabase('hawk')
    await migrate(environment)
  })
  await buildWhenNeeded(environment)
  const tenants = await step('The sandbox and its tenants', async () => {
    await startSandbox(environment, 'kept')
    if (metaDelay > 0) await delayAnswers(sandboxUrl, metaDelay)
    Object.assign(process.env, environment)
    const made: Tenant[] = []
    for (const number of Array(tenantCount).keys())
      made.push(await makeTenant({ email: `owner@drill${number}.test`, plan: 'scale', sandboxUrl }))
    await closeDatabase()
    return made
  })
  return { environment, tenants, appUrl: `http://127.0.0.1:${environment.PORT}`, sandboxUrl }
}

/** Meta has taken the message, and the app does not know it yet. */
async function delayAnswers(sandboxUrl: string, milliseconds: number) {
  const response = await fetch(`${sandboxUrl}/_sandbox/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ target: 'meta', match: 'messages', after: true, delay_ms: milliseconds }),
  })
  if (!response.ok) throw new Error(`The sandbox refused the delay: ${await response.text()}`)
}

/** The app, answering. */
export function startApp(environment: Environment) {
  const port = Number(environment.PORT)
  return startServer({
    name: 'server.ts',
    script: 'server.ts',
    environment,
    port,
    healthPath: '/api/health/ready',
  })
}
