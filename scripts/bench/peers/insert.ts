import { randomBytes, randomUUID } from 'node:crypto'
import type postgres from 'postgres'
import { z } from 'zod'
import { sql } from './database'

const Body = z.object({ to: z.string() })
export const tenant = randomUUID()
const hash = '0'.repeat(64)

/** One row in one statement: the least that keeps an OTP. */
export async function insertOne(body: unknown): Promise<void> {
  await insertOtp(sql, Body.parse(body).to)
}

/** The two rows of a send, the way one writes it first. */
export async function insertTwo(body: unknown): Promise<void> {
  const { to } = Body.parse(body)
  await sql.begin(async (tx) => {
    const { id, messageId } = await insertOtp(tx, to)
    await tx`
      insert into peer_messages (tenant_id, mode, id, direction, type, status, phone, sender_id, otp_id, template,
        language, attempts, due_at)
      values (${tenant}, 'test', ${messageId}, 'outbound', 'template', 'queued', ${to}, ${tenant}, ${id},
        'otp_copy_code', 'en_US', 1, ${new Date(Date.now() + 40_000)})`
  })
}

export async function insertOtp(connection: postgres.ISql, to: string) {
  const [id, messageId] = [randomUUID(), randomUUID()]
  await connection`
    insert into peer_otps (tenant_id, mode, id, phone, status, code_length, nonce, code_hash, key_id, expires_at,
      message_id, metadata, api_key_id, request_id)
    values (${tenant}, 'test', ${id}, ${to}, 'pending', 6, ${randomBytes(16)}, ${hash}, 'dev1',
      ${new Date(Date.now() + 300_000)}, ${messageId}, ${'{}'}, ${tenant}, ${randomUUID()})`
  return { id, messageId }
}
