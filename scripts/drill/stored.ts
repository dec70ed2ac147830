import postgres from 'postgres'
import type { World } from './world'

export interface Stored {
  otps: number
  /** Phones with more than one OTP that waits for its code. */
  doublyPending: string[]
  /** Messages that are neither sent nor given up, acknowledged or not. */
  waiting: number
}

/** What the database says, past every rule of the app. */
export async function readStored({ environment }: World): Promise<Stored> {
  const sql = postgres(environment.DATABASE_OWNER_URL ?? '', { max: 1 })
  try {
    const [counts] = await sql<{ otps: number; waiting: number }[]>`
      select count(*)::int as otps, count(*) filter (where m.status in ('queued', 'scheduled'))::int as waiting
      from otps o join messages m on m.tenant_id = o.tenant_id and m.id = o.message_id`
    const doubles = await sql<{ phone: string }[]>`
      select phone from otps where status = 'pending' group by tenant_id, mode, phone having count(*) > 1`
    const doublyPending = doubles.map(({ phone }) => phone)
    return { otps: counts?.otps ?? 0, waiting: counts?.waiting ?? 0, doublyPending }
  } finally {
    await sql.end()
  }
}
