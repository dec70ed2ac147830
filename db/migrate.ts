import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
import { policy } from '@/lib/core/policy'

const migrationsFolder = join(dirname(fileURLToPath(import.meta.url)), '..', 'drizzle')

type Options = { ownerUrl: string; appUrl: string; environment: string }

/** Brings the database up to date as its owner. May run any number of times, also at once. */
export async function migrateDatabase({ ownerUrl, appUrl, environment }: Options): Promise<void> {
  const owner = postgres(ownerUrl, { max: 1, connect_timeout: 5, onnotice: () => {} })
  try {
    await owner`select pg_advisory_lock(hashtextextended('hawk-send migrations', 0))`
    await migrate(drizzle(owner), { migrationsFolder })
    const { partitions, retention } = policy
    await owner`
      select ensure_partitions(${partitions.monthsBehind}, ${partitions.monthsAhead},
        ${Math.max(retention.requestDays, retention.webhookDays)})`
    await owner`select protect_tables()`
    await claimEnvironment(owner, environment)
    await setAppPassword(owner, appUrl)
  } finally {
    await owner.end({ timeout: 5 })
  }
}

async function claimEnvironment(owner: postgres.Sql, environment: string) {
  await owner`insert into app_meta (environment) values (${environment}) on conflict do nothing`
  const [row] = await owner<{ environment: string }[]>`select environment from app_meta`
  if (row?.environment !== environment)
    throw new Error(`This database belongs to ${row?.environment}; APP_ENV is ${environment}.`)
}

async function setAppPassword(owner: postgres.Sql, appUrl: string) {
  const password = decodeURIComponent(new URL(appUrl).password)
  const [literal] = await owner<{ text: string }[]>`select quote_literal(${password}) as text`
  if (password && literal) await owner.unsafe(`alter role hawk_app password ${literal.text}`)
}
