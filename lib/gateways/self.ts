import { Pool } from 'undici'
import { env } from '@/lib/core/env'

let pool: Pool | undefined

/** Calls a cron route of this very server, as a scheduler elsewhere would. Answers whether it went well. */
export async function callCron(name: string): Promise<boolean> {
  pool ??= new Pool(`http://127.0.0.1:${env().PORT}`, { connections: 4 })
  const response = await pool.request({
    method: 'POST',
    path: `/api/cron/${name}`,
    headers: { authorization: `Bearer ${env().CRON_SECRET}` },
  })
  await response.body.dump()
  return response.statusCode === 200
}
