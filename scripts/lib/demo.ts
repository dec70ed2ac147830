import { randomBytes } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { makeDemoWebhooks } from './demo-webhooks'
import type { Environment } from './environment'
import { readJson } from './json-file'
import { closeDatabase, makeTenant, type Tenant, TenantSchema } from './tenant'

const DemoSchema = TenantSchema.extend({
  app_url: z.string(),
  sandbox_url: z.string(),
  mailbox_url: z.string(),
  database_url: z.string(),
  database_owner_url: z.string(),
  meta_app_secret: z.string(),
  meta_verify_token: z.string(),
  cron_secret: z.string(),
  /** Where there is a Redis of this world. */
  redis_port: z.number().optional(),
})
export type Demo = z.infer<typeof DemoSchema>

export function demoFileIn(dataDir: string): string {
  return path.join(dataDir, 'demo.json')
}

/** The demo tenant of an earlier database is of no use in a new one. */
export function forgetDemo(dataDir: string): void {
  rmSync(demoFileIn(dataDir), { force: true })
}

/** The demo tenant of this database, made the first time, in a file with what local tools need beside it. */
export async function keepDemo(dataDir: string, environment: Environment): Promise<Demo> {
  const file = demoFileIn(dataDir)
  const tenant = findTenant(file, environment) ?? (await makeDemoTenant(environment))
  const demo = DemoSchema.parse({ ...tenant, ...toolsOf(environment) })
  await tellInbox(demo)
  writeFileSync(file, `${JSON.stringify(demo, null, 2)}\n`, { mode: 0o600 })
  return demo
}

function findTenant(file: string, environment: Environment): Tenant | undefined {
  const demo = DemoSchema.safeParse(readJson(file))
  if (!demo.success || place(demo.data.database_url) !== place(environment.DATABASE_URL)) return undefined
  return TenantSchema.parse(demo.data)
}

/** The embedded Postgres may move to another port and still be the same database. */
function place(url = ''): string {
  const { hostname, pathname } = new URL(url)
  return `${hostname}${pathname}`
}

/** The plain address may be taken, when an earlier start was cut short or the database is somebody's own. */
async function makeDemoTenant(environment: Environment): Promise<Tenant> {
  Object.assign(process.env, environment)
  const make = (email: string) =>
    makeTenant({ email, plan: 'scale', sandboxUrl: `http://127.0.0.1:${environment.SANDBOX_PORT}` })
  try {
    const tenant = await make('demo@example.test').catch(() =>
      make(`demo-${randomBytes(3).toString('hex')}@example.test`),
    )
    await makeDemoWebhooks({ ...tenant, inboxUrl: inboxIn(environment) })
    return tenant
  } finally {
    await closeDatabase()
  }
}

/** With its secret the inbox can say of what arrives whether the signature holds. */
async function tellInbox({ sandbox_url, webhook_secret }: Demo): Promise<void> {
  await fetch(`${sandbox_url}/_sandbox/hooks/secrets`, {
    method: 'POST',
    body: JSON.stringify({ secret: webhook_secret }),
    signal: AbortSignal.timeout(5_000),
  }).catch(() => undefined)
}

/** Where the sandbox takes webhooks, for people to look at. */
function inboxIn(environment: Environment): string {
  return `http://localhost:${environment.SANDBOX_PORT}/webhooks/inbox`
}

function toolsOf(environment: Environment) {
  return {
    app_url: environment.APP_ORIGIN,
    sandbox_url: `http://localhost:${environment.SANDBOX_PORT}`,
    mailbox_url: `http://localhost:${environment.MAILBOX_PORT}`,
    database_url: environment.DATABASE_URL,
    database_owner_url: environment.DATABASE_OWNER_URL,
    meta_app_secret: environment.META_APP_SECRET,
    meta_verify_token: environment.META_VERIFY_TOKEN,
    cron_secret: environment.CRON_SECRET,
    redis_port: environment.REDIS_PORT ? Number(environment.REDIS_PORT) : undefined,
  }
}
