import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { withPreparedStatements } from '@/db/prepared-statements'
import { env } from '@/lib/core/env'
import { oncePerProcess } from '@/lib/core/once-per-process'
import { policy } from '@/lib/core/policy'

export type Client = { sql: postgres.Sql; db: ReturnType<typeof drizzle> }

/** The pool: one a process, and imported by `tenant.ts` alone. */
export function client(): Client {
  return oncePerProcess('database', connect)
}

export async function closeClient(): Promise<void> {
  await client().sql.end({ timeout: 5 })
}

function connect(): Client {
  const sql = postgres(env().DATABASE_URL, {
    max: policy.database.poolSize,
    connect_timeout: policy.database.connectTimeoutSeconds,
    idle_timeout: 300,
    onnotice: () => {},
    connection: {
      application_name: 'hawk-send',
      statement_timeout: policy.database.statementTimeoutMilliseconds,
      plan_cache_mode: 'force_generic_plan',
      timezone: 'UTC',
    },
  })
  return { sql, db: drizzle(withPreparedStatements(sql)) }
}
