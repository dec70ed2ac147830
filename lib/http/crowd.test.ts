import { expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { randomPhone } from '@/lib/core/fixtures/random-phone'
import { policy } from '@/lib/core/policy'
import { bodyOf, makeApiClient } from '@/lib/http/fixtures/request'

type Client = Awaited<ReturnType<typeof makeApiClient>>

function post(client: Client, path: string, body: object, idempotencyKey?: string) {
  const headers = {
    authorization: `Bearer ${client.key}`,
    'content-type': 'application/json',
    ...(idempotencyKey ? { 'idempotency-key': idempotencyKey } : {}),
  }
  return client.post(path, body, { method: 'POST', headers, body: JSON.stringify(body) })
}

test('four times as many idempotent calls as there are connections all come through', async () => {
  const client = await makeApiClient()
  const many = policy.database.poolSize * 4
  const phones = Array.from({ length: many }, randomPhone)
  const sent = await Promise.all(phones.map((to, n) => post(client, '/otp/send', { to }, `send-${n}`)))
  expect(new Set(sent.map(({ status }) => status))).toEqual(new Set([202]))
  const checked = await Promise.all(
    phones.map((to, n) => post(client, '/otp/verify', { to, code: '123456' }, `verify-${n}`)),
  )
  expect(checked.filter((reply) => bodyOf(reply).verified === true)).toHaveLength(many)
})

test('everything at once for one phone: nobody waits for ever, nothing breaks, and the limits hold', async () => {
  const client = await makeApiClient()
  const to = randomPhone()
  const { otp_id: id } = bodyOf(await post(client, '/otp/send', { to }))
  const calls = Array.from({ length: 96 }, (_, n) => {
    const key = n % 2 === 0 ? `k${n}` : undefined
    switch (n % 6) {
      case 0:
        return post(client, '/otp/send', { to }, key)
      case 1:
        return post(client, `/otp/${id}/resend`, {}, key)
      case 2:
        return post(client, '/otp/verify', { to, code: '000000' }, key)
      case 3:
        return post(client, `/otp/${id}/cancel`, {}, key)
      case 4:
        return post(client, '/otp/verify', { otp_id: id, code: '999999' }, key)
      default:
        return post(client, '/otp/inbound', { to }, key)
    }
  })
  const statuses = (await Promise.all(calls)).map(({ status }) => status)
  expect(statuses.filter((status) => status >= 500)).toEqual([])
  const [otps] = await owner`
    select sum(1 + cardinality(resent_at))::int as sends, count(*) filter (where status = 'pending')::int as pending,
      max(attempts) as attempts, count(*) filter (where status <> 'pending' and code_hash is not null)::int as traces
    from otps where tenant_id = ${client.tenantId} and direction = 'outbound'`
  expect(otps?.sends).toBeLessThanOrEqual(policy.otp.sends.perPhone)
  expect(otps?.pending).toBeLessThanOrEqual(1)
  expect(otps?.attempts).toBeLessThanOrEqual(policy.otp.attempts)
  expect(otps?.traces).toBe(0)
})
