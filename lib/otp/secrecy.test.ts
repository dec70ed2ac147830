import { describe, expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { randomPhone } from '@/lib/core/fixtures/random-phone'
import { expireDueOtps } from '@/lib/otp/expire'
import {
  letExpire,
  makeSendingTenant,
  order,
  otpRow,
  report,
  sendAndRead,
  verifyWrongly,
} from '@/lib/otp/fixtures/sending'
import { sendOtp } from '@/lib/otp/send'
import { verifyOtp } from '@/lib/otp/verify'

describe('what the code could be found with is erased once an OTP is', () => {
  test.each(['verified', 'failed by guesses', 'failed by delivery', 'expired', 'superseded'])(
    '%s',
    async (state) => {
      const tenant = await makeSendingTenant()
      const to = randomPhone()
      const { otp, code, wamid } = await sendAndRead(tenant, to)
      const { otp_id: otpId } = otp
      const before = await otpRow(otpId)
      expect(before.nonce).toHaveLength(16)
      expect(before.code_hash).toMatch(/^[0-9a-f]{64}$/)

      if (state === 'verified') await verifyOtp(tenant.ctx, { otpId, code })
      if (state === 'failed by guesses') await verifyWrongly(tenant.ctx, otpId, code, 3)
      if (state === 'failed by delivery')
        await report({ id: wamid, status: 'failed', errors: [{ code: 131026 }] })
      if (state === 'superseded') await sendOtp(tenant.ctx, order(to))
      if (state === 'expired') await letExpire(otpId)
      if (state === 'expired') await expireDueOtps()

      const [status] = state.split(' ')
      expect(await otpRow(otpId)).toMatchObject({ status, nonce: null, code_hash: null })
    },
  )
})

test('every pending OTP has a nonce of its own, and every final one has none', async () => {
  const tenant = await makeSendingTenant()
  await Promise.all(Array.from({ length: 10 }, () => sendOtp(tenant.ctx, order(randomPhone()))))
  const nonces = await owner<{ nonce: Buffer }[]>`select nonce from otps where tenant_id = ${tenant.tenantId}`
  expect(new Set(nonces.map(({ nonce }) => nonce.toString('hex'))).size).toBe(10)
  const traces = await owner`select id from otps
    where status <> 'pending' and (nonce is not null or code_hash is not null)`
  expect(traces).toHaveLength(0)
})

test('after 20 codes, guessed at, verified, reported and replaced, none of them is in any table', async () => {
  const tenant = await makeSendingTenant()
  const codes: string[] = []
  for (let index = 0; index < 20; index++) {
    const to = randomPhone()
    const { otp, code, wamid } = await sendAndRead(tenant, to, { metadata: { order: `n${index}` } })
    codes.push(code)
    await report({ id: wamid, status: 'delivered' })
    if (index % 4 === 0) await verifyOtp(tenant.ctx, { otpId: otp.otp_id, code })
    if (index % 4 === 1) await verifyWrongly(tenant.ctx, otp.otp_id, code, 3)
    if (index % 4 === 2) codes.push((await sendAndRead(tenant, to)).code)
  }
  const tables = await owner<{ name: string }[]>`
    select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'm') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')`
  expect(tables.length).toBeGreaterThan(20)
  const found: string[] = []
  for (const { name } of tables) {
    const rows = await owner.unsafe<{ text: string }[]>(`select row_to_json(t)::text as text from ${name} t`)
    for (const { text } of rows) {
      const tokens = new Set(withBytesRead(text).match(/(?<![0-9A-Za-z])[0-9]{6}(?![0-9A-Za-z])/g))
      for (const code of codes) if (tokens.has(code)) found.push(`${name}: ${code}`)
    }
  }
  expect(found).toEqual([])
})

test('a code in a table would be found', () => {
  for (const text of ['{"code":"048213"}', '{"body":"\\\\x22303438323133222c"}', 'Your code is 048213.'])
    expect(withBytesRead(text).match(/(?<![0-9A-Za-z])[0-9]{6}(?![0-9A-Za-z])/g)).toContain('048213')
})

/** What is kept as bytes is read as text as well. */
function withBytesRead(text: string): string {
  return text.replaceAll(/\\\\x([0-9a-f]+)/g, (whole, hex: string) => `${whole} ${Buffer.from(hex, 'hex')}`)
}
