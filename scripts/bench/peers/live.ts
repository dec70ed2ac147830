import { Pool } from 'undici'
import { z } from 'zod'
import { sql } from './database'
import { insertOtp, tenant } from './insert'

const Body = z.object({ to: z.string() })
const Accepted = z.object({ messages: z.array(z.object({ id: z.string() })) })
const meta = new Pool(process.env.META_GRAPH_URL ?? 'http://127.0.0.1:1', { connections: 64 })

/** Keeps the row, lets the answer go, then calls Meta and writes down its id. */
export async function sendLive(body: unknown): Promise<void> {
  const { to } = Body.parse(body)
  const { id } = await insertOtp(sql, to)
  setImmediate(() => callMeta(id, to))
}

async function callMeta(id: string, to: string) {
  const { body } = await meta.request({ method: 'POST', path: '/messages', body: JSON.stringify({ to }) })
  const wamid = Accepted.parse(await body.json()).messages[0]?.id ?? ''
  await sql`
    update peer_otps set status = 'sent', code_hash = ${wamid}, verified_at = clock_timestamp()
    where tenant_id = ${tenant} and id = ${id}`
}
