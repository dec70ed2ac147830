import { setTimeout as pause } from 'node:timers/promises'
import postgres from 'postgres'
import type { Environment } from '../../lib/environment'
import { eventData } from '../peers/webhook-job'

/** Of those that wait, so many are due now at an endpoint that never answers; the rest are retries of later. */
const deadShare = 0.8
const laterEndpoints = 4

/** Fills the queue and the log of this database: a dead endpoint with most of it, and some that failed a while ago. */
export async function fillBacklog(environment: Environment, waiting: number, deadUrl: string): Promise<void> {
  const sql = postgres(environment.DATABASE_OWNER_URL ?? '', { max: 1, onnotice: () => {} })
  try {
    await fillEndpoint(sql, { url: deadUrl, waiting: Math.round(waiting * deadShare), dueInSeconds: 0 })
    const each = Math.round((waiting * (1 - deadShare)) / laterEndpoints)
    for (let count = 0; count < laterEndpoints; count++)
      await fillEndpoint(sql, { url: deadUrl, waiting: each, dueInSeconds: 3_600 })
    await sql`vacuum analyze webhook_queue, webhook_deliveries, webhook_lanes`
    // So that what was written just now is not written out again during the figures.
    await sql`checkpoint`
  } finally {
    await sql.end()
  }
}

type Filling = { url: string; waiting: number; dueInSeconds: number }

/** An endpoint of a tenant that has none, one event, and as many deliveries of it as are to wait. */
async function fillEndpoint(sql: postgres.Sql, { url, waiting, dueInSeconds }: Filling) {
  await sql`
    with tenant as (
      select t.id from tenants t
      where not exists (select from webhook_endpoints w where w.tenant_id = t.id) limit 1
    ), endpoint as (
      insert into webhook_endpoints (tenant_id, mode, id, url)
      select id, 'live', gen_random_uuid(), ${url} from tenant returning tenant_id, id
    ), lane as (
      insert into webhook_lanes (tenant_id, mode, endpoint_id, width, next_due_at)
      select tenant_id, 'live', id, 32, now() + make_interval(secs => ${dueInSeconds}) from endpoint
    ), event as (
      insert into events (tenant_id, mode, id, type, subject_id, data, position)
      select tenant_id, 'live', ${uuidOfNow(sql)}, 'otp.verified', 'otp_1', ${sql.json(eventData)}, 1
      from endpoint returning tenant_id, id
    ), made as materialized (
      select e.tenant_id, e.id as event_id, w.id as endpoint_id, ${uuidOfNow(sql)} as id
      from event e join endpoint w on w.tenant_id = e.tenant_id, generate_series(1, ${waiting}::int)
    ), logged as (
      insert into webhook_deliveries (tenant_id, mode, id, endpoint_id, event_id, event_type, next_attempt_at)
      select tenant_id, 'live', id, endpoint_id, event_id, 'otp.verified',
        now() + make_interval(secs => ${dueInSeconds}) from made
    )
    insert into webhook_queue (tenant_id, mode, delivery_id, endpoint_id, event_id, trigger, due_at)
    select tenant_id, 'live', id, endpoint_id, event_id, 'event', now() + make_interval(secs => ${dueInSeconds})
    from made`
}

/** Version 7, so that the row falls into the partition of this month. */
function uuidOfNow(sql: postgres.Sql) {
  return sql`(lpad(to_hex(floor(extract(epoch from now()) * 1000)::bigint), 12, '0') || '7'
    || right(gen_random_uuid()::text, 21))::uuid`
}

/** Milliseconds that Postgres has spent so far in each function of the engine, and for how many deliveries. */
export async function timeInFunctions(environment: Environment): Promise<Record<string, number>> {
  // A session tells what it has counted when it has been idle for ten seconds.
  await pause(11_000)
  const sql = postgres(environment.DATABASE_OWNER_URL ?? '', { max: 1 })
  const rows = await sql<{ name: string; total: number }[]>`
    select funcname as name, total_time as total from pg_stat_user_functions
    where funcname in ('claim_deliveries', 'settle_deliveries', 'fan_out_events')`
  await sql.end()
  return Object.fromEntries(rows.map(({ name, total }) => [name, total]))
}
