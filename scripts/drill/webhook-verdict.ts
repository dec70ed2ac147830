import postgres from 'postgres'
import { retrySeconds } from './webhook-options'

export interface Fate {
  event: string
  status: string
  attempts: number
  number: number
  started_at: Date
  milliseconds: number
  error: string | null
}

/** Every attempt of the endpoint's deliveries, in order. */
export async function readFates(ownerUrl: string, endpoint: string): Promise<Fate[]> {
  const sql = postgres(ownerUrl, { max: 1 })
  try {
    return await sql<Fate[]>`
      select d.event_id as event, d.status, d.attempts, a.number, a.started_at, a.milliseconds, a.error
      from webhook_deliveries d
      left join webhook_attempts a on a.tenant_id = d.tenant_id and a.delivery_id = d.id
      where d.endpoint_id = ${endpoint} order by d.id, a.number`
  } finally {
    await sql.end()
  }
}

/** Seconds that each attempt came later than its wait after the end of the one before. */
export function lateness(attempts: Fate[]): number[] {
  return attempts.slice(1).map((attempt, index) => {
    const before = attempts[index]
    if (!before) return Number.NaN
    const ended = before.started_at.getTime() + before.milliseconds
    return (attempt.started_at.getTime() - ended) / 1_000 - (retrySeconds[index] ?? Number.NaN)
  })
}

export function byEvent(fates: Fate[]): Fate[][] {
  const events = new Map<string, Fate[]>()
  for (const fate of fates) events.set(fate.event, [...(events.get(fate.event) ?? []), fate])
  return [...events.values()]
}
