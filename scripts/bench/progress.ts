import { setTimeout as pause } from 'node:timers/promises'
import postgres from 'postgres'
import type { Environment } from '../lib/environment'
import type { LoadResult } from './plan'

const patienceSeconds = 90

/** Waits until no message is under way, and answers how many a second got that far since the load began. */
export async function waitForDeliveries(environment: Environment, load: LoadResult): Promise<number> {
  return waitUntilDone(
    environment.DATABASE_OWNER_URL ?? '',
    load,
    `
    select count(*) filter (where due_at is not null)::int as waiting,
      (extract(epoch from max(greatest(sent_at, delivered_at))) * 1000)::float8 as last
    from messages`,
  )
}

export async function waitForPeer(url: string, load: LoadResult): Promise<number> {
  return waitUntilDone(
    url,
    load,
    `
    select count(*) filter (where verified_at is null)::int as waiting,
      (extract(epoch from max(verified_at)) * 1000)::float8 as last
    from peer_otps where created_at >= to_timestamp(${load.startedAt / 1_000})`,
  )
}

async function waitUntilDone(url: string, load: LoadResult, query: string): Promise<number> {
  const sql = postgres(url, { max: 1 })
  try {
    for (const deadline = Date.now() + patienceSeconds * 1_000; Date.now() < deadline; await pause(200)) {
      const [row] = await sql.unsafe<{ waiting: number; last: number }[]>(query)
      if (row?.waiting === 0) return load.requests / ((row.last - load.startedAt) / 1_000)
    }
    throw new Error(`After ${patienceSeconds} s messages were still under way.`)
  } finally {
    await sql.end()
  }
}
